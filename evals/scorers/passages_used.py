"""Passages used: how many different passages a reply cites, on average over what was asked."""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored


@scorer(metrics=[mean(), interval()])
def passages_used() -> Scorer:
    """Score how many different passages a reply cites, on average over what was asked."""

    def measure(asked: AnsweredCase) -> Measured | None:
        used = [len(reply["passages"]) for reply in asked.replies]
        return Measured(sum(used) / len(used))

    return scored(measure)
