"""Whether two texts are versions of one op-ed: by what of their wording they share, in any language."""

from __future__ import annotations

from knowledge.document import Document

# Of Dice's coefficient. The 25 opinion pieces in evals/opinions: at most 0.16 between two of them, and at
# least 0.42
# between one and what is left of it where every other sentence is taken out.
SAME_TEXT = 0.4
_LENGTH = 6  # letters of a shingle


def likeness(first: Document, second: Document) -> float:
    """Return Dice's coefficient of the texts' shingles: 1 for the same wording, 0 for none in common."""
    own, theirs = _shingles(first.text), _shingles(second.text)
    return 2 * len(own & theirs) / (len(own) + len(theirs) or 1)


def _shingles(text: str) -> frozenset[str]:
    plain = " ".join(text.lower().split())
    return frozenset(plain[start : start + _LENGTH] for start in range(max(1, len(plain) - _LENGTH + 1)))
