"""A reply without what it has said already: what tells of the same passages what another sentence tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bot.statement import Statement
from bot.writers import Draft
from bot.writers.embedded.bounds import without
from bot.writers.embedded.speech_length import leans
from knowledge.encoders import Encodes
from knowledge.figures import find_figures

# Likeness of two reports on the same passages from which they say the same. Of the pairs in 1,000 replies
# 9 were alike from here on, and one of them told two things apart.
ALIKE = 0.78
_TOLD = ("run on", "paragraph", "line", "bullet", "number")


def unrepeated(drafts: Sequence[Draft], encoder: Encodes | None) -> list[Draft]:
    """Return what is said without the sentences that repeat another one; what leans on one keeps it."""
    pairs = [] if encoder is None else [pair for pair in _pairs(drafts) if _may_repeat(drafts, pair)]
    if encoder is None or not pairs:
        return list(drafts)
    places = sorted({place for pair in pairs for place in pair})
    rows = dict(zip(places, encoder.encode([drafts[place].text for place in places]), strict=True))
    out = frozenset[int]()
    for first, second in pairs:
        if not {first, second} & out and float(rows[first] @ rows[second]) >= ALIKE:
            out |= {second}
    return without(drafts, out)


def _pairs(drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    told = [
        place
        for place, one in enumerate(drafts)
        if isinstance(one, Statement) and one.kind == "report" and one.layout in _TOLD and not one.side
    ]
    return list(combinations(told, 2))


def _may_repeat(drafts: Sequence[Draft], pair: tuple[int, int]) -> bool:
    """Tell whether the second of two reports is on no other passages, has no other figures, and may go."""
    first, second = (drafts[place] for place in pair)
    if not (isinstance(first, Statement) and isinstance(second, Statement)):
        return False
    before, behind = drafts[pair[1] - 1], drafts[pair[1] + 1] if pair[1] + 1 < len(drafts) else None
    alone = second.layout != "run on" and (behind is None or behind.layout != "run on")
    leads = not isinstance(before, Statement) or before.layout == "title" or before.kind == "link"
    if alone and (second.layout == "number" or leads):
        return False  # a number or a heading would be left with nothing behind it
    leant_on = behind is not None and behind.layout == "run on" and leans(behind.text)
    figures = {figure.value for figure in find_figures(second.text)}
    more = figures - {figure.value for figure in find_figures(first.text)}
    return bool(second.cites) and {*second.cites} == {*first.cites} and not more and not leant_on
