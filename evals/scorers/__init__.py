"""The measures, one a file, each defined where it is computed.

A case that a measure does not apply to gets no score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from inspect_ai.scorer import Metric, SampleScore, Score, Scorer, Target, metric
from inspect_ai.solver import TaskState

from evals.bot_under_test import AnsweredCase
from evals.solver import asked_of
from evals.stats import estimate


class Measured(NamedTuple):
    """A measure of one case: the value, and what a reader must know to see why it is no better."""

    value: float
    why: str = ""


Measure = Callable[[AnsweredCase], Measured | None]


def scored(measure: Measure) -> Scorer:
    """Return the measure as a scorer; None means that it does not apply to the case."""

    async def score(state: TaskState, target: Target) -> Score:
        outcome = measure(asked_of(state))
        if outcome is None:
            return Score.unscored(reason="not eligible")
        return Score(value=float(outcome.value), explanation=outcome.why or None)

    return score


def share(hits: int, of: int, why: str = "") -> Measured | None:
    """Return hits by the total, or None where the total is 0."""
    return Measured(hits / of, why) if of else None


def share_without(faults: Sequence[str], total: int) -> Measured | None:
    """Return the share of the total that has no fault; the faults say why it is no better."""
    return share(total - len(faults), total, " | ".join(faults))


@metric
def interval() -> Metric:
    """Return the 95 % interval of the mean, by bootstrap over cases."""

    def compute(scores: list[SampleScore]) -> dict[str, str | int | float | bool | None]:
        if not scores:
            return {"low": float("nan"), "high": float("nan")}
        estimated = estimate([sample.score.as_float() for sample in scores])
        return {"low": estimated.low, "high": estimated.high}

    return compute
