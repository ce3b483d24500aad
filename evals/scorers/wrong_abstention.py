"""Wrong abstention: whether the reply gives no answer, where the op-ed has one. Lower is better.

The other side of selective answering (Rajpurkar, Jia & Liang 2018).
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored


@scorer(metrics=[mean(), interval()])
def wrong_abstention() -> Scorer:
    """Score whether the reply gives no answer, where the op-ed has one. Lower is better."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if asked.case.abstain:
            return None
        silent = [
            text for text, reply in zip(asked.case.asks, asked.replies, strict=True) if reply["abstained"]
        ]
        return Measured(len(silent) / len(asked.replies), " | ".join(silent))

    return scored(measure)
