"""How a thing is done is not made up: an adverb of manner has a word of the passages behind it."""

from __future__ import annotations

from bot.gate.verdict import CheckedStatement
from knowledge.coverage import carried

_SHORTEST = 6  # letters before "-ly": shorter ones are verbs ("comply"), or say how sure one is ("clearly")
_STEM = 4  # letters that an adverb shares with the word that it stands for: "reluctance", "reluctantly"


def manner(case: CheckedStatement) -> str | None:
    """Check that each adverb in "-ly" is carried by the cited passages, or akin to a word of theirs."""
    for word in case.body.content:
        if len(word.text) < _SHORTEST + 2 or not word.text.endswith("ly") or carried(word, case.cited):
            continue
        start = word.stem[:_STEM]
        if not any(other.stem.startswith(start) for reading in case.cited for other in reading.words):
            return f"the passages do not say “{word.text}”"
    return None
