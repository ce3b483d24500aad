"""Planted contradictions found: the share of turns with one in which the bot noticed it.

Such a turn contradicts an earlier one of the same reader.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share


@scorer(metrics=[mean(), interval()])
def contradictions_found() -> Scorer:
    """Score the share of turns that contradict an earlier one in which the bot noticed it."""

    def measure(asked: AnsweredCase) -> Measured | None:
        hits = [
            bool("round" in asked.replies[n] and asked.replies[n]["round"]["contradictions"])
            for n in asked.case.turned
        ]
        return share(
            sum(hits),
            len(hits),
            "" if all(hits) else " | ".join(asked.case.asks[n] for n in asked.case.turned),
        )

    return scored(measure)
