"""Quantity, the first of Grice's maxims (1975): says enough, and no more.

In Touché's Retrieval-Augmented Debating 2025 (Frank et al., CLEF) a turn should make at least one point and
not many. Computable form: a reply makes one to four points in `ask` and `debate`, and four to seven when a
case was asked for.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share


@scorer(metrics=[mean(), interval()])
def quantity() -> Scorer:
    """Score quantity, the first of Grice's maxims (1975): says enough, and no more."""

    def measure(asked: AnsweredCase) -> Measured | None:
        least, most = (4, 7) if asked.case.mode in ("for", "against") else (1, 4)
        points = [
            sum(statement["kind"] != "link" for statement in reply["statements"])
            for reply in asked.replies
            if not reply["abstained"]
        ]
        return share(sum(least <= count <= most for count in points), len(points), f"points made: {points}")

    return scored(measure)
