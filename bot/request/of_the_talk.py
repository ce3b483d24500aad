"""What is said of the talk itself: the last reply in another form, all of it summed up, a complaint about it.

By the grammar of English, and by what the act reader reads: no word of a topic is needed to say "shorter".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.request.form import NO_FORM, PERSONAL, form_of, without_form
from bot.request.leaning import points_back
from bot.request.named import knows, names_something
from bot.request.parts import asks_something
from bot.request.patterns import load_patterns
from bot.request.question import Question
from knowledge.document import Document
from knowledge.encoders.act_reader import ActReading, ReadsActs
from knowledge.figures import ORDINAL_WORDS
from knowledge.sentences import sentences_of
from knowledge.unicode_text import straight

# Probability of `restate` from which a message may want the last reply again, where it points back to it and
# names a form; and from which it plainly does, or one of its sentences
AGAIN_FROM, PLAINLY_AGAIN = 0.3, 0.8
_PATTERNS = load_patterns("of the talk")
_CLAUSES = re.compile(r"(?<=[.?!;])\s+|,? (?:and|but) ")
_STOPS = re.compile(r"(?<=[.?!])\s+")  # of people who type no capitals, too


@dataclass(frozen=True, slots=True)
class Again:
    """What was told and is wanted again: the last reply, the `nth` one or `all`; `rest` is asked, too."""

    which: Literal["last", "nth", "all"]
    nth: int = 0
    rest: str = ""


def again_in(question: Question, acts: ReadsActs, document: Document) -> Again | None:
    """Return what of the talk a message wants in another form; None where it asks for anything else."""
    words = straight(question.words)
    form = form_of(words)
    if not question.history or question.mode == "debate" or form.genre in PERSONAL:
        return None
    if _PATTERNS["all of it"].search(words) and (_PATTERNS["sums up"].search(words) or form != NO_FORM):
        return Again("all")
    reading = acts.read([words])[0]
    wanted = reading["restate"] >= AGAIN_FROM or form != NO_FORM
    if wanted and (named := _PATTERNS["nth question"].search(words)):
        nth = ORDINAL_WORDS.get(named["nth"].lower(), 0)
        return Again("nth", nth) if nth else Again("last")
    if _wants_again(words, reading, document) or _wants_length(words):
        return Again("last")
    first, *others = sentences_of(words)
    plainly = bool(others) and acts.read([first])[0]["restate"] >= PLAINLY_AGAIN
    if plainly and not knows(without_form(first), document):
        return Again("last", rest=" ".join(others).strip())
    return None


def _wants_again(words: str, reading: ActReading, document: Document) -> bool:
    asked = without_form(words)
    if form_of(words) != NO_FORM and points_back(words) and not words.endswith("?"):
        of_another = _PATTERNS["of another"].search(asked) or knows(asked, document)
        return not of_another  # "cool, make it short": no act is read in that
    if reading["restate"] < AGAIN_FROM:
        return False
    if reading["restate"] >= PLAINLY_AGAIN:
        return points_back(asked) or not knows(asked, document)
    likeliest = max(reading, key=lambda act: reading[act]) == "restate"
    return likeliest and form_of(words) != NO_FORM and points_back(words)


def _wants_length(words: str) -> bool:
    """Tell whether a clause asks for nothing but another length of what was told, and no other one asks more.

    "That's long. Can you make it like a minute and put the ferries first?"
    """
    clauses = [clause for clause in _CLAUSES.split(words) if clause.strip()]
    lengths = [clause for clause in clauses if _is_length(clause)]
    return bool(lengths) and not any(asks_something(one) for one in clauses if one not in lengths)


def _is_length(clause: str) -> bool:
    asked = without_form(clause)
    if _PATTERNS["of another"].search(asked) or names_something(asked) or not points_back(clause):
        return False
    return form_of(clause).measured


def without_complaint(text: str) -> str | None:
    """Return a message without the words that complain of the last reply; None where none do.

    "That's not what I asked. Who pays?" asks who pays, and "You talk of ships. I asked about ports." about
    ports; "" is left where nothing is.
    """
    complains, asked = False, list[str]()
    for sentence in _STOPS.split(straight(text).strip()):
        named = _PATTERNS["asked before"].search(sentence.strip(" .!"))
        if named or _PATTERNS["complains"].search(sentence):
            complains = True
            asked += [_asked_anew(named)] if named else []
        else:
            asked.append(sentence)
    return " ".join(asked) if complains else None


def _asked_anew(named: re.Match[str]) -> str:
    return f"What about {named['about']}?" if named["about"] else f"{named['clause']}?"


def told_of_self(messages: Iterable[str]) -> list[str]:
    """Return what a reader has said of himself, sentence by sentence: "I run a bakery."."""
    told = [sentence for message in messages for sentence in sentences_of(straight(message))]
    return [one for one in told if _PATTERNS["of self"].search(one) and not one.rstrip().endswith("?")]


def speaks_of_self(text: str) -> bool:
    """Tell whether words speak of the reader, or of something of the reader's own: "my street"."""
    return _PATTERNS["self"].search(text) is not None


def meaning_asked(text: str) -> str | None:
    """Return the words of a reply of which somebody asks what the bot means by them; "" for all of it."""
    found = _PATTERNS["what is meant"].search(straight(text))
    if found is None:
        return None
    return re.sub(r"[\"“”'?!.]", "", found["words"] or "").strip()
