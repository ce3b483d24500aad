"""The words by which a sentence limits its own certainty."""

from __future__ import annotations

import re
from functools import cache

from knowledge.lexicon import hedging
from knowledge.sentence_analysis import read


def hedges_of(text: str) -> tuple[str, ...]:
    """Return the hedges of a sentence, in order."""
    spared = [match.span() for pattern in _spared() for match in pattern.finditer(text)]
    reading = read(text)
    words = [word for word in reading.words if word.text.lower() in set(reading.hedges)]
    own = [
        (word.start, word.text.lower())
        for word in words
        if not any(start <= word.start < end for start, end in spared)
    ]
    more = [(match.start(), match.group().lower()) for match in _more().finditer(text)]
    taken = {start for start, _ in own}
    return tuple(text for _, text in sorted(own + [hedge for hedge in more if hedge[0] not in taken]))


@cache
def _spared() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE if "May" not in pattern else 0) for pattern in hedging().spared
    )


@cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(hedging().more, key=len, reverse=True))})\b", re.IGNORECASE)
