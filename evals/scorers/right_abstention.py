"""Right abstention: whether the reply says that the op-ed does not answer, where it does not.

One of the two sides of selective answering (Rajpurkar, Jia & Liang 2018, SQuAD 2.0); the other is wrong
abstention.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored


@scorer(metrics=[mean(), interval()])
def right_abstention() -> Scorer:
    """Score whether the reply says that the op-ed does not answer, where it does not."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if not asked.case.abstain:
            return None
        answered = [reply["text"] for reply in asked.replies if not reply["abstained"]]
        return Measured(float(not answered), " | ".join(answered))

    return scored(measure)
