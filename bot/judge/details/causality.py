"""Whether the claim takes the passages' effect for the cause."""

from __future__ import annotations

import re

from knowledge.sentence_analysis import Reading, Word

_CAUSES = re.compile(
    r"\b(?P<back>because(?: of)?|due to|owing to|as a result of|thanks to|caused by|driven by|since)\b"
    r"|\b(?P<on>leads? to|led to|caus(?:es?|ed|ing)|results? in|resulted in|therefore|thus|so that"
    r"|drives?|pushes"
    r"|drove|makes?|brings?|brought about|prompt(?:s|ed)|triggers?|triggered|could|would|may|will)\b",
    re.IGNORECASE,
)


def crossed_causes(claim: Reading, sources: list[Reading]) -> float:
    """Measure how much better the cause fits the passage's effect, and the effect its cause; 0 to 1."""
    own = _cause_and_effect(claim)
    if own is None:
        return 0.0
    worst = 0.0
    for source in sources:
        given = _cause_and_effect(source)
        if given is not None:
            straight = _overlap(own[0], given[0]) + _overlap(own[1], given[1])
            crossed = _overlap(own[0], given[1]) + _overlap(own[1], given[0])
            worst = max(worst, (crossed - straight) / 2)
    return worst


def _cause_and_effect(reading: Reading) -> tuple[list[Word], list[Word]] | None:
    match = _CAUSES.search(reading.text)
    if not match:
        return None
    before = [word for word in reading.content if word.start < match.start()]
    behind = [word for word in reading.content if word.start >= match.end()]
    if not before or not behind:
        return None
    return (behind, before) if match["back"] else (before, behind)


def _overlap(words: list[Word], others: list[Word]) -> float:
    return sum(any(word.carries(other) for other in others) for word in words) / len(words)
