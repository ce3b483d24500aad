"""What a passage does not show, by the kind of evidence that it is: reasoning that needs no other source."""

from __future__ import annotations

import re

from knowledge.document import Passage
from knowledge.sentence_analysis import read

AFTER_A_CHANGE = (
    "That something changed after a measure does not yet show that the measure changed it, "
    "or that the same would follow elsewhere."
)
ONE_CASE = "One case, however moving, shows what can happen and not how often it does."
CHEAPER = "That something costs less does not show that it will be done, or done well."
FORETOLD = "That is a forecast, and it is only as good as what it takes for granted."
_CHANGED = re.compile(
    r"\b(?:fell|fallen|rose|risen|dropped|declined|doubled|tripled|halved|grew|gone (?:up|down|from)|went (?:up|down|from)"
    r"|cut|saved|increased|decreased|shrank|climbed|no (?:wetter|worse|better|higher|lower))\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:costs?|prices?|paid|pays?|borrows?|bills?|cheaper|dearer|a year|budget)\b", re.IGNORECASE
)
_SOMEBODY = re.compile(r"\b(?:he|she|his|her|a (?:man|woman|boy|girl)|Mrs?|Ms)\b")
_WILL = re.compile(r"\b(?:will|would|'ll|going to)\b")


def what_it_does_not_show(passage: Passage) -> str:
    """Return what can be said against leaning on a passage; "" where nothing of the kind bites."""
    text = passage.text
    kinds = {figure.kind for figure in read(text).figures}
    if _CHANGED.search(text) and kinds:
        return AFTER_A_CHANGE
    if kinds and _COSTS.search(text):
        return CHEAPER
    if _SOMEBODY.search(text) and not kinds - {"number", "month", "day"}:
        return ONE_CASE
    return FORETOLD if _WILL.search(text) else ""
