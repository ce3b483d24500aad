"""Questions about a person of an op-ed that nobody has prepared: who that is, and what he or she says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import groupby

from bot.evidence.gather import Evidence
from bot.evidence.unprepared import TO_QUESTION, nearness_of
from bot.request.question import Question
from knowledge.document import Document, Passage
from knowledge.names import find_names

SPELT = 0.85  # likeness of a misspelt name to the one that is meant
FEWEST = 4  # letters of a name by which somebody is known
_ASKS = re.compile(
    r"\bwho(?:'s| is| was| are)\b|\b(?:say|says|said|tell|told|think|thinks|want|wants|argues?"
    r"|objects?|objections?|views?|opinion|quotes?|complaints?|counters?)\b",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"[\"“][^\"”]+[\"”]|^(?:he|she|they)\b", re.IGNORECASE)


def about_somebody(question: Question, evidence: Evidence) -> list[Sequence[Passage]]:
    """Return what tells of the one person that a question names, the nearest paragraph first; else nothing.

    Of a paragraph it is the sentences that name that person, and the speech that goes on behind them.
    """
    if not _ASKS.search(question.text):
        return []
    document = evidence.topic.document
    asked = _words(question.text.replace("'s", "").replace("’s", ""))
    known = _known(document)
    named = {word for word in asked if word in known} | {
        word[:-1] for word in asked if word.endswith("s") and word[:-1] in known
    }
    spelt = asked - named - {word for one in document.passages for word in _words(one.text)}
    named |= {
        near for word in spelt for near in get_close_matches(word, known, 1, SPELT) if len(word) > FEWEST
    }
    if not named:
        return []
    near = nearness_of(evidence.passages, TO_QUESTION)
    runs = [
        run
        for _, paragraph in groupby(document.passages, key=lambda one: one.paragraph)
        if (run := _run(tuple(paragraph), named, known - named))
    ]
    return sorted(runs, key=lambda run: -max(near.get(one.id, 0.0) for one in run))[:2]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _known(document: Document) -> frozenset[str]:
    """Return the last words of the names of people, as far as a title or a first name shows that they are.

    A word that the piece has as a common one, too, is the end of another name: "Vale Water".
    """
    words = (
        name.text.split()[-1].lower()
        for passage in document.passages
        for name in find_names(passage.text)
        if len(name.text.split()) > 1
        or passage.text[: name.start].rstrip().endswith(("Mr", "Mrs", "Ms", "Dr"))
    )
    kin = (
        match[1].lower()
        for passage in document.passages
        for match in re.finditer(r"\b[Mm]y (?:\w+ )?\w+ ([A-Z]\w+)", passage.text)
    )
    small = {word for one in document.passages for word in re.findall(r"\b[a-z]+\b", one.text)}
    return frozenset(word for word in (*words, *kin) if len(word) >= FEWEST and word not in small)


def _run(paragraph: Sequence[Passage], named: set[str], others: frozenset[str]) -> Sequence[Passage]:
    """Return the sentences of a paragraph from the first that names somebody, as long as that one speaks.

    Where another person is named, what is said behind it is that one's.
    """
    run: list[Passage] = []
    for passage in paragraph:
        names = named & _words(passage.text)
        speaks = not others & _words(passage.text) and _SPOKEN.search(passage.text)
        if names or (run and (speaks or _OF_ONE.match(passage.text))):
            run.append(passage)
        elif run:
            break
    return run
