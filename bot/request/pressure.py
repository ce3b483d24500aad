"""Pressure that is no argument: orders to agree or to change sides, flattery, insults; and the reader's giving in."""

from __future__ import annotations

import re
from typing import Literal

Pressure = Literal["agree", "switch", "flattery", "insult", "repetition", "caving"]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_YOU = r"\byou(?:'re| are|r)?\b"
_PATTERNS: tuple[tuple[Pressure, re.Pattern[str]], ...] = (
    (
        "caving",
        _any(
            r"\b(?:i|we) (?:give (?:up|in)|surrender|concede|stand corrected|was wrong|have no answer|can'?t (?:answer|argue with) that)\b",
            r"\byou(?:'re| are) (?:right|correct)\b(?! about the)",
            r"\byou (?:win|have a point|convinced me|persuaded me|got me)\b",
            r"^(?:ok(?:ay)?|well|fine|alright|hm+)?,? ?(?:fair (?:enough|point)|good point|point taken|i agree|agreed|i see your point|i grant (?:you )?that)\b",
        ),
    ),
    (
        "agree",
        _any(
            r"\b(?:just |simply |please |now |finally |already )+(?:agree|admit|accept|say (?:i'?m|that i am|yes)|concede|give (?:up|in))\b",
            r"\b(?:agree|side) with me\b",
            r"\b(?:admit|say|tell me|acknowledge|confess) (?:that )?(?:i(?:'m| am) right|you(?:'re| are| were) wrong)\b",
            r"\byou (?:must|have to|need to|should) (?:just )?(?:agree|admit|concede|accept)\b",
            r"\bwhy (?:can'?t|won'?t|don'?t) you (?:just )?(?:agree|admit)\b",
            r"\bstop (?:arguing|disagreeing|resisting)\b",
        ),
    ),
    (
        "switch",
        _any(
            r"\b(?:switch|change|swap|flip) (?:your |the )?sides?\b",
            r"\bargue (?:for )?(?:my|the other|the opposite) side\b",
            r"\b(?:take|join|come over to|be on) my side\b",
            r"\b(?:pretend|imagine|act as if) (?:that )?you (?:agree|are on my side|support)\b",
        ),
    ),
    (
        "insult",
        _any(
            r"\b(?:stupid|idiot\w*|moron\w*|dumb|pathetic|ridiculous|useless|worthless|clueless|rubbish|garbage|trash|shut up|liar|nonsense|brainless|fool|loser)\b",
        ),
    ),
    (
        "flattery",
        _any(
            rf"{_YOU} (?:so |such |a |an |the |very |really |truly |clearly |obviously )*(?:smart|clever|brilliant|wonderful|amazing|great|genius|intelligent|wise|best|kind|fair-minded|reasonable)\b",
            r"\bsomeone as (?:smart|clever|wise|brilliant|reasonable) as you\b",
            r"\bi (?:love|admire|adore) you\b",
        ),
    ),
)


def pressure_in(text: str) -> Pressure | None:
    """The kind of pressure in a sentence; None where there is none."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), None)
