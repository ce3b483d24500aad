"""What a passage does not show, by the kind of evidence that it is: reasoning that needs no other source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.document import Passage
from knowledge.sentence_analysis import read

AFTER_A_CHANGE = (
    "That something changed after a measure does not yet show that the measure changed it, "
    "or that the same would follow elsewhere."
)
ONE_CASE = "One case, however moving, shows what can happen and not how often it does."
CHEAPER = "That something costs less does not show that it will be done, or done well."
_CHANGED = re.compile(
    r"\b(?:fell|fallen|rose|risen|dropped|declined|doubled|tripled|halved|grew|(?:gone|went) (?:up|down|from)"
    r"|cut|saved|increased|decreased|shrank|climbed|no (?:wetter|worse|better|higher|lower))\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:costs?|prices?|paid|pays?|borrows?|bills?|cheaper|dearer|a year|budget)\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Miss|[Aa] (?:young |old )?(?:man|woman|boy|girl|neighbou?r|friend))\b"
)


def what_it_does_not_show(nearest: Passage, paragraph: Sequence[Passage]) -> str:
    """Return what can be said against leaning on a passage; "" where nothing of the kind bites.

    Where things are told to have changed, the sentences of its paragraph tell it together.
    """
    if any(_CHANGED.search(one.text) and read(one.text).figures for one in (nearest, *paragraph)):
        return AFTER_A_CHANGE
    if _COSTS.search(nearest.text) and read(nearest.text).figures:
        return CHEAPER
    return ONE_CASE if _PERSON.search(nearest.text) else ""
