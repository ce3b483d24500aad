"""Which points of the other side a point takes up by what it says: surely, or perhaps.

To tell somebody falsely that he passed something over is worse than to pass over that in silence. So between
what is surely answered and what surely is not there is what may be.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from bot.debate.points import Point
from bot.debate.state import Debate
from knowledge.encoders import Encodes
from knowledge.sentences import sentences_of

# Likeness of two sentences from which one point takes up the other, and from which it may. Of 75 turns in
# blind debates all but one came nearer than the second to the reply before; of 510 pairs from different
# debates one in twenty came nearer than the first.
TAKES_UP, MAY = 0.65, 0.33
_SPEAKS_TO = ("claim", "attack", "defence", "question", "closing")


def linked(new: Sequence[Point], debate: Debate, encoder: Encodes) -> tuple[Point, ...]:
    """Return points that are to go on record, with what of the other side's each takes up beside the rest."""
    found: list[Point] = []
    for point in new:
        before = [*debate.points, *found]
        met = {number for one in before for number in one.meets}
        open_points = [
            one
            for one in before
            if one.by != point.by and one.act in ("claim", "attack", "defence") and one.number not in met
        ]
        found.append(_linked(point, open_points, encoder) if point.act in _SPEAKS_TO else point)
    return tuple(found)


def _linked(point: Point, before: Sequence[Point], encoder: Encodes) -> Point:
    also, may = list(point.also), list(point.may)
    for other in before:
        if other.number in (*point.meets, *also):
            continue
        likeness = nearness(point.text, other.text, encoder)
        same = bool(point.block) and point.block == other.block
        # a question asks about what was said, and leaves the answer to the other side
        if (same or likeness >= TAKES_UP) and point.act != "question":
            also.append(other.number)
        elif same or likeness >= MAY or _share(point.about[:1], other.about[:1]):
            may.append(other.number)
    return replace(point, also=tuple(also), may=tuple(may))


def nearness(text: str, other: str, encoder: Encodes) -> float:
    """Return how alike the two sentences of two texts are that are most alike."""
    texts, others = sentences_of(text), sentences_of(other)
    if not texts or not others:
        return 0.0
    vectors = np.asarray(encoder.encode([*texts, *others]), np.float64)
    return float((vectors[: len(texts)] @ vectors[len(texts) :].T).max())


def _share(about: Collection[str], other: Collection[str]) -> bool:
    return not set(about).isdisjoint(other)
