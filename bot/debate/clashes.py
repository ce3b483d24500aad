"""Self-contradictions that a debate has on record: two clauses of one side that surely cannot both hold.

Of charges told from the words alone most were false, and a false one is worse than a missed one. So both
clauses have to say the same, word for word, but for what is denied, opposed or counted. They have to say it
plainly, too: in the same time, with no “could”, no “if” and no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.debate.contradiction import are_opposed, contradicts
from bot.debate.plain_words import clauses_of
from bot.debate.points import Contradiction, Point
from bot.debate.state import Debate
from bot.statement.attribution import unattributed
from knowledge.sentence_analysis import Reading, Word, read
from knowledge.sentences import sentences_of

SAME = 0.75  # share of the longer clause's words and names that the other one has, too
LEAST = 2  # of those in common
_ASSERTS = ("claim", "attack", "defence")  # what asks or grants contradicts nothing
_OPEN = re.compile(r"\b(?:if|unless|whether|when|until|because|as)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|did|used to|once|ago|then|before|first)\b", re.IGNORECASE)
_JOINED = re.compile(r",\s+(?:and|or|while|which|who|so|but)\s+")


def contradictions_of(debate: Debate, new: Sequence[Point]) -> tuple[Contradiction, ...]:
    """Find for each new point the first earlier one of the same side that it contradicts.

    What is granted is taken back openly and counts as none.
    """
    return tuple(_found(debate, new))


def _found(debate: Debate, new: Sequence[Point]) -> Iterator[Contradiction]:
    for place, point in enumerate(new):
        before = [*debate.of(point.by), *(earlier for earlier in new[:place] if earlier.by == point.by)]
        for old in before if point.act in _ASSERTS and not point.prepared else ():
            reason = clash(_told(point), _told(old)) if old.act in _ASSERTS and not old.prepared else None
            if reason:
                yield Contradiction(old.number, point.number, reason)
                break


def _told(point: Point) -> str:
    """Return what a point asserts: the bot's reports without the words that give them as the op-ed's."""
    return unattributed(point.text) if point.by == "bot" else point.text


def clash(text: str, other: str) -> str | None:
    """Return why a clause of the one cannot hold beside one of the other; None where that isn't sure."""
    for one in _clauses(text):
        for another in _clauses(other):
            if reason := _between(one, another):
                return reason
    return None


def _clauses(text: str) -> list[str]:
    """Return the clauses of a text that assert something by themselves."""
    sentences = [one for one in sentences_of(text) if not one.rstrip("\"'”’").endswith("?")]
    clauses = [clause for one in sentences for clause in clauses_of(one)]
    return [part for clause in clauses for part in _JOINED.split(clause) if not _OPEN.search(part)]


def _between(text: str, other: str) -> str | None:
    reason = contradicts(text, other)
    new, old = read(text), read(other)
    if reason is None or new.hedges or old.hedges or len(new.negations) + len(old.negations) > 1:
        return None
    if bool(_PAST.search(text)) != bool(_PAST.search(other)):
        return None
    return reason if _says_the_same(new, old) else None


def _says_the_same(new: Reading, old: Reading) -> bool:
    """Tell whether two clauses have their words and names in common, what is opposed in them included."""
    words = sum(any(_pair(word, one) for one in old.content) for word in new.content)
    names = sum(any(name.same(one) for one in old.names) for name in new.names)
    size = max(len(reading.content) + len(reading.names) for reading in (new, old))
    return words + names >= max(LEAST, SAME * size)


def _pair(word: Word, other: Word) -> bool:
    return not word.near.isdisjoint(other.near) or are_opposed(word, other)
