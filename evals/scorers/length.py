"""Length: words in a reply, on average over what was asked. Neither good nor bad by itself."""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.scorers import Outcome, interval, scored
from evals.subject import Asked


@scorer(metrics=[mean(), interval()])
def length() -> Scorer:
    """Length: words in a reply, on average over what was asked. Neither good nor bad by itself."""

    def measure(asked: Asked) -> Outcome | None:
        words = [len(reply["text"].split()) for reply in asked.replies]
        return Outcome(sum(words) / len(words))

    return scored(measure)
