"""Nothing is said of all, or of every time, that the passages say of some: no scope is widened."""

from __future__ import annotations

import re

from bot.gate.verdict import CheckedStatement
from knowledge.sentence_analysis import Reading, Word

_KINDS = {
    "time": r"always|never|invariably|without exception|in (?:all|every) cases?",
    "place": r"everywhere|worldwide|universally",
    "number": (
        r"all|every|everyone|everybody|everything|each|any|entire|entirely|wholly|totally|solely"
        r"|exclusively"
    ),
}
_ALL = re.compile("|".join(rf"\b(?P<{kind}>{words})\b" for kind, words in _KINDS.items()), re.IGNORECASE)
_REACH = 3  # content words to either side of the word for all: what it is about


def scope(case: CheckedStatement) -> str | None:
    """Check that each word for all or always stands in a cited passage, by a word that it is about."""
    for found in _ALL.finditer(case.body.text):
        about = _about(case.body, found.start(), found.end())
        there = [
            (reading, other)
            for reading in case.cited
            for other in _ALL.finditer(reading.text)
            if other.lastgroup == found.lastgroup
        ]
        if not any(_meets(about, _about(reading, other.start(), other.end())) for reading, other in there):
            return f"the cited passages do not say “{found.group().lower()}”"
    return None


def _about(reading: Reading, start: int, end: int) -> list[Word]:
    before = [word for word in reading.content if word.start < start][-_REACH:]
    return before + [word for word in reading.content if word.start >= end][:_REACH]


def _meets(mine: list[Word], theirs: list[Word]) -> bool:
    return not mine or any(word.carries(other) for word in mine for other in theirs)
