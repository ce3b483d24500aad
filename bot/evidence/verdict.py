"""Whether a passage settles a yes-or-no question by itself, so that the one word may stand before it.

It does where it says the same words in the same order, plainly or denied, and nothing else: whoever only
reads a passage that comes near has to judge it.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.evidence.opposing import opposing
from bot.request.question import Question
from knowledge.document import Passage
from knowledge.names import same_name
from knowledge.sentence_analysis import CERTAIN, Reading, Word, read
from knowledge.topic import Topic

Verdict = Literal["yes", "no"]

ANSWERS_FROM = 0.7  # probability from which a passage surely answers
FEWEST = 2  # words of content of a question that is told from others like it
_POLAR = re.compile(
    r"(?:(?:so|and|but),? )*(?:is|are|was|were|does|do|did|has|have|had|will|would|can|could|should|must)\b"
    r"(?!.*\bor\b)",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:will|would|can|could|should|must|may|might|ought)\b|(?:'|’)(?:ll|d)\b", re.IGNORECASE
)
_BOUNDS = re.compile(  # what a denial or a claim with it leaves open
    r"\b(?:only|just|merely|alone|ever|never|always|all|every|any|if|unless|until|once|enough|too)\b|[\"“”?]"
    r"|\b(?:says?|said|think|thinks|thought|claims?|claimed|believes?|used to)\b",
    re.IGNORECASE,
)


def verdict(question: Question, passage: Passage, score: float, topic: Topic) -> Verdict | None:
    """Return the word that a passage gives to a question; None where it is no plain yes or no to it."""
    asked, said = question.reading, read(passage.text)
    bounded = any(_BOUNDS.search(text) for text in (question.text.rstrip(" ?"), passage.text))
    if score < ANSWERS_FROM or bounded or not _POLAR.match(question.text.strip()):
        return None
    if passage.quoted or passage.id in opposing(topic) or asked.negations or asked.figures:
        return None
    if any(level < CERTAIN for level in said.hedge_levels) or _modals(question.text) != _modals(passage.text):
        return None
    if not _named_in_order(asked, said):
        return None
    carried = _in_the_same_order(asked.content, said.content)
    named = {part for name in asked.names for part in name.key.split()}
    beside = [word for word in said.content if word.text.lower() not in named]
    if len(carried) < FEWEST or len(beside) > len(carried):  # "tried to close it" closes nothing
        return None
    if not said.negations:
        return "yes"
    return "no" if len(said.negations) == 1 and carried[0].negated else None


def _in_the_same_order(asked: tuple[Word, ...], said: tuple[Word, ...]) -> list[Word]:
    """Return the words of a passage that carry those of a question, in its order; empty if one is missing."""
    found: list[Word] = []
    rest = list(said)
    for word in asked:
        place = next((n for n, one in enumerate(rest) if one.carries(word)), None)
        if place is None:
            return []
        found.append(rest[place])
        rest = rest[place + 1 :]
    return found


def _named_in_order(asked: Reading, said: Reading) -> bool:
    """Tell whether a passage has the names of a question, in its order: who paid whom hangs on that."""
    rest = [name.key for name in said.names]
    for name in asked.names:
        place = next((n for n, key in enumerate(rest) if same_name(name.key, key)), None)
        if place is not None:
            rest = rest[place + 1 :]
        elif name.certain:
            return False
    return True


def _modals(text: str) -> set[str]:
    return {found.group().lower() for found in _MODAL.finditer(text)}
