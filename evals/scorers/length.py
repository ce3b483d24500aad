"""Length: words in a reply, on average over what was asked. Neither good nor bad by itself."""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored


@scorer(metrics=[mean(), interval()])
def length() -> Scorer:
    """Score words in a reply, on average over what was asked. Neither good nor bad by itself."""

    def measure(asked: AnsweredCase) -> Measured | None:
        words = [len(reply["text"].split()) for reply in asked.replies]
        return Measured(sum(words) / len(words))

    return scored(measure)
