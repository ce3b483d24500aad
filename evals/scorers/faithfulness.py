"""The share of shown statements that their own citations carry.

A report counts as carried when the judge says that its cited passages, taken together, carry it; this is the
"attributable to identified sources" of Rashkin et al. 2023 (Computational Linguistics 49:4). A critique,
question or weighing asserts nothing of its own about the world: it counts when it bears on the passages that
it cites and brings in no figure or name that the document lacks.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.judges import get_judge
from evals.scorers import Measured, interval, scored, share
from evals.statement_grading import failing, graded


@scorer(metrics=[mean(), interval()])
def faithfulness(judge: str = "embedded") -> Scorer:
    """Return the share of shown statements that their own citations carry."""

    def measure(asked: AnsweredCase) -> Measured | None:
        grades = graded(asked, get_judge(judge))
        return share(sum(grade.carried for grade in grades), len(grades), failing(grades))

    return scored(measure)
