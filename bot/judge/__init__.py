"""A small judge of whether passages carry a claim, with no language model.

Features of the pair, and trees fitted on pairs that people labelled.

It shares the reading of sentences with the gate and none of its rules, so it can grade what the gate lets
pass. What it cannot see: what follows from the passages only with knowledge of the world, irony, and sums
that nobody wrote down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.judge.details import FEATURES as DETAILS
from bot.judge.details import details
from bot.judge.forest import forest
from bot.judge.frame import unframed
from bot.judge.reasons import reason
from bot.judge.support import Support, support

__all__ = ["CARRIED", "Judgement", "features", "judge"]

# Share of a claim's content covered: below it, details are of something else, and looking for them takes
# most of the time.
_COMPARED_FROM = 0.5
CARRIED = 0.5  # from this score on a claim counts as carried


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge says of a claim.

    `score` lies in 0 to 1, `reason` is a sentence for the reader, `best` the place of the passage that
    carries most (-1 where there is none).
    """

    score: float
    reason: str
    best: int

    @property
    def supported(self) -> bool:
        """Whether the passages count as carrying the claim."""
        return self.score >= CARRIED


def judge(claim: str, passages: Sequence[str]) -> Judgement:
    """Judge one claim by passages, each a sentence or more."""
    given = tuple(passages)
    told = support(unframed(claim), given)
    if not told.context:
        return Judgement(0.0, "there is nothing to compare: the claim or the passages contain no words", -1)
    model = forest()
    values = told.features | _details(claim, given, told)
    score = model.score(np.array([values[name] for name in model.features], dtype=np.float32))
    return Judgement(
        score,
        reason(unframed(claim), [given[n] for n in told.context], values, score >= CARRIED),
        told.context[0],
    )


def features(claim: str, passages: Sequence[str]) -> dict[str, float]:
    """Return all that the trees look at, by name: what a fit is made from."""
    given = tuple(passages)
    told = support(unframed(claim), given)
    return told.features | _details(claim, given, told)


def _details(claim: str, passages: tuple[str, ...], told: Support) -> dict[str, float]:
    """Tell where the two part ways, if the passages tell of the same at all."""
    if told.features["covered by all"] < _COMPARED_FROM:
        return dict.fromkeys(DETAILS, 0.0)
    return details(claim, [passages[n] for n in told.context[:3]], passages)
