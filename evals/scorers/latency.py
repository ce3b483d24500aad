"""Latency: seconds from question to whole reply, on average over what was asked, one reader at a time."""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.scorers import Outcome, interval, scored
from evals.subject import Asked


@scorer(metrics=[mean(), interval()])
def latency() -> Scorer:
    """Latency: seconds from question to whole reply, on average over what was asked, one reader at a time."""

    def measure(asked: Asked) -> Outcome | None:
        return Outcome(sum(asked.seconds) / len(asked.seconds))

    return scored(measure)
