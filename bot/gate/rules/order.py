"""Who does a thing and to whom it is done keep their places.

Two names are not exchanged around the words between them.
"""

from __future__ import annotations

from itertools import pairwise

from bot.gate.verdict import CheckedStatement
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, Word

_TOLD = 0.5  # of the words between two names that a passage must have between the same two
_LONGEST = 12  # words between two names that still belong together


def order(case: CheckedStatement) -> str | None:
    """Check that no passage has the words between two names with the names exchanged.

    Unless it has them this way round, too.
    """
    for first, second in pairwise(name for name in case.body.names if name.certain):
        words = _between(case.body, first, second)
        if first.same(second) or not words or _by(case.body, first, second):
            continue
        straight = max((_fit(words, reading, first, second) for reading in case.cited), default=0.0)
        crossed = max((_fit(words, reading, second, first) for reading in case.cited), default=0.0)
        if crossed >= _TOLD and crossed > straight:
            return f"the passages have {first.text} and {second.text} the other way around"
    return None


def _between(reading: Reading, first: Name, second: Name) -> list[Word]:
    words = [word for word in reading.words if first.end <= word.start < second.start]
    inside = [name for name in reading.names if first.end <= name.start < second.start]
    if (
        inside
        or len(words) > _LONGEST
        or "," in reading.text[first.end : second.start]
        or "and" in {word.text.lower() for word in words}
    ):
        return []
    return [word for word in words if not word.stop]


def _by(reading: Reading, first: Name, second: Name) -> bool:
    """Tell whether the sentence is in the passive there, so that the names stand the other way round."""
    return any(word.text.lower() == "by" for word in reading.words if first.end <= word.start < second.start)


def _fit(words: list[Word], reading: Reading, first: Name, second: Name) -> float:
    best = 0.0
    for left, right in pairwise(reading.names):
        if left.same(first) and right.same(second) and not _by(reading, left, right):
            there = _between(reading, left, right)
            best = max(best, sum(any(word.carries(other) for other in there) for word in words) / len(words))
    return best
