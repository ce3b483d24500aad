"""Withheld rate: of all sentences that the writer gave, the share that the gate withheld.

Neither good nor bad by itself: much withheld means a writer that invents, or a gate that refuses what is
true.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share


@scorer(metrics=[mean(), interval()])
def withheld_rate() -> Scorer:
    """Score the share of all sentences of the writer that the gate withheld."""

    def measure(asked: AnsweredCase) -> Measured | None:
        withheld = [sentence for reply in asked.replies for sentence in reply["withheld"]]
        total = len(withheld) + sum(len(reply["statements"]) for reply in asked.replies)
        return share(
            len(withheld),
            total,
            " | ".join(f"{sentence['text']} ({sentence['reason']})" for sentence in withheld),
        )

    return scored(measure)
