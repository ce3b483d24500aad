"""Whether the claim reports the word of somebody whom the passages do not let speak."""

from __future__ import annotations

import re

import regex

from knowledge.sentence_analysis import Reading, read
from knowledge.unicode_text import UPPER

_SPEAKER = regex.compile(
    rf"(?:^|\bthat\s|,\s)(?P<who>(?:{UPPER}[\w.’'-]*|the|a|an|many|most|some|all|several|leading|senior"
    rf"|\p{{Ll}}+s)"
    r"(?:\s[\w.’'-]+){0,4}?)\s"
    r"(?:says?|said|argues?|argued|claims?|claimed|warns?|warned|believes?|believed|agrees?|agreed"
    r"|admits?|admitted"
    r"|insists?|insisted|declares?|declared|announced?|announces|states?|stated|thinks?|thought|fears?"
    r"|concedes?|conceded|holds?|maintains?|predicts?|predicted)\s(?:that\b|,)"
)
_REPORTS = re.compile(
    r"\b(?:say|said|argu|claim|warn|believ|agree|admit|insist|declar|announc|stat(?:e|ing)|think|thought|fear"
    r"|conced|told|tell|maintain|predict|chant|accord)",
    re.IGNORECASE,
)


def unknown_speaker(claim: str, sources: list[Reading]) -> float:
    """Return 1 where the claim is somebody's word and no passage that names this speaker reports a word."""
    match = _SPEAKER.search(claim)
    if not match:
        return 0.0
    speaker = read("of " + match["who"])
    for source in sources:
        named = any(name.same(other) for name in speaker.names for other in source.names) or any(
            word.carries(other) for word in speaker.content for other in source.words
        )
        if named and _REPORTS.search(source.text):
            return 0.0
    return 1.0
