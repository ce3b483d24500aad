"""Cost: what the replies of a case cost in U.S. dollars, as the reply itself says.

Nothing for a writer that calls no paid model.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored


@scorer(metrics=[mean(), interval()])
def cost() -> Scorer:
    """Score what the replies of a case cost in U.S. dollars, as the reply itself says."""

    def measure(asked: AnsweredCase) -> Measured | None:
        return Measured(sum((reply.get("cost", 0.0) for reply in asked.replies), start=0.0))

    return scored(measure)
