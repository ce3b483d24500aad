"""Latency: seconds from question to whole reply, on average over what was asked, one reader at a time."""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored


@scorer(metrics=[mean(), interval()])
def latency() -> Scorer:
    """Score seconds from question to whole reply, on average over what was asked, one reader at a time."""

    def measure(asked: AnsweredCase) -> Measured | None:
        return Measured(sum(asked.seconds) / len(asked.seconds))

    return scored(measure)
