"""Wrong abstention: whether the reply gives no answer, where the op-ed has one. Lower is better.

The other side of selective answering (Rajpurkar, Jia & Liang 2018).
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.scorers import Outcome, interval, scored
from evals.subject import Asked


@scorer(metrics=[mean(), interval()])
def wrong_abstention() -> Scorer:
    """Wrong abstention: whether the reply gives no answer, where the op-ed has one. Lower is better."""

    def measure(asked: Asked) -> Outcome | None:
        if asked.case.abstain:
            return None
        silent = [text for text, reply in zip(asked.case.asks, asked.replies, strict=True) if reply["abstained"]]
        return Outcome(len(silent) / len(asked.replies), " | ".join(silent))

    return scored(measure)
