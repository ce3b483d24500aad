"""Cost: what the replies of a case cost in U.S. dollars, as the reply itself says; nothing for a writer that calls no paid model."""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.scorers import Outcome, interval, scored
from evals.subject import Asked


@scorer(metrics=[mean(), interval()])
def cost() -> Scorer:
    """Cost: what the replies of a case cost in U.S. dollars, as the reply itself says; nothing for a writer that calls no paid model."""

    def measure(asked: Asked) -> Outcome | None:
        return Outcome(sum((reply.get("cost", 0.0) for reply in asked.replies), start=0.0))

    return scored(measure)
