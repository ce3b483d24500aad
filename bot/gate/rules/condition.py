"""What a passage says under a condition is not said without one."""

from __future__ import annotations

import re

from bot.gate.rules.done import WISHES
from bot.gate.verdict import CheckedStatement
from knowledge.sentence_analysis import Reading, Word

_IF = re.compile(r"(?:if|unless|provided)\b", re.IGNORECASE)
_OPEN = re.compile(  # words that keep a thing open, in whatever way
    r"\b(?:if|unless|should|were|had|when|whenever|once|after|with|without|until|before|provided|in case"
    r"|whether|then|otherwise|condition\w*|depend\w*|threat\w*|risk\w*)\b",
    re.IGNORECASE,
)
_TOLD = 0.5  # of what holds under the condition: who tells so much of it tells that


def condition(case: CheckedStatement) -> str | None:
    """Check that what holds only if something happens is not told as if it held anyway."""
    if _OPEN.search(case.body.text) or any(word.stem in WISHES for word in case.body.words):
        return None  # a plan is one whatever it hangs on
    for reading in case.cited:
        under, held = _parts(reading)
        told = [word for word in held if any(word.carries(other) for other in case.body.words)]
        met = any(word.carries(other) for word in under for other in case.body.words)
        if under and held and not met and len(told) >= _TOLD * len(held):
            return f"the passage says that this is so only if “{under[0].text}” holds"
    return None


def _parts(reading: Reading) -> tuple[list[Word], list[Word]]:
    """Return the words of content of the conditions in a sentence, and those of the rest."""
    conditions = {
        segment
        for segment in range(len(reading.hedge_levels))
        for first in [next((word for word in reading.words if word.segment == segment), None)]
        if first and _IF.match(first.text)
    }
    under = [word for word in reading.content if word.segment in conditions]
    return under, [word for word in reading.content if word.segment not in conditions]
