"""Sentences that leave out what the one before has said: "I do.", "Divide, and it comes to nine."."""

from __future__ import annotations

import re

_LEAVES_OUT = re.compile(
    r"(?:(?:but|and|so|yes|no),? )?(?:I|we|he|she|they|it|you|this|that|these|those|some|many|all|others)"
    r" (?:do|does|did|have|has|had|is|are|was|were|can|could|will|would|should|must|ought to)"
    r"(?:n't| not)?\s*(?:[.,;!]|$)",
    re.IGNORECASE,
)
_FIRST_DO = re.compile(r"[A-Z]\w+, (?:and|then)\b")


def leaves_out(text: str) -> bool:
    """Tell whether a sentence means something only behind the one before, by what it leaves out."""
    plain = text.strip().replace("’", "'")
    return _LEAVES_OUT.match(plain) is not None or _FIRST_DO.match(plain) is not None
