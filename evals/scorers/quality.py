"""Quality, the second of Grice's maxims (1975): says nothing for which it lacks evidence.

In Touché's Retrieval-Augmented Debating 2025 a turn must be derivable from the arguments retrieved.
Computable form: the share of replies in which the judge finds every statement carried.
"""

from __future__ import annotations

from dataclasses import replace

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.judges import get_judge
from evals.scorers import Measured, interval, scored, share
from evals.statement_grading import failing, graded


@scorer(metrics=[mean(), interval()])
def quality(judge: str = "embedded") -> Scorer:
    """Score quality, the second of Grice's maxims (1975): says nothing for which it lacks evidence."""

    def measure(asked: AnsweredCase) -> Measured | None:
        by_reply = [graded(replace(asked, replies=(reply,)), get_judge(judge)) for reply in asked.replies]
        graded_replies = [grades for grades in by_reply if grades]
        return share(
            sum(all(grade.carried for grade in grades) for grades in graded_replies),
            len(graded_replies),
            " | ".join(filter(None, map(failing, graded_replies))),
        )

    return scored(measure)
