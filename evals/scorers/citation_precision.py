"""Citation precision: the share of a report's citations that it needs.

After ALCE (Gao et al. 2023, section 4.2): a citation is precise when the report is carried by all of its
citations together, and this one either carries it alone, or the others without it do not.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.judges import get_judge
from evals.scorers import Measured, interval, scored, share
from evals.statement_grading import ASSERTING, cited, is_prepared, statements


@scorer(metrics=[mean(), interval()])
def citation_precision(judge: str = "embedded") -> Scorer:
    """Score the share of a report's citations that it needs."""

    def measure(asked: AnsweredCase) -> Measured | None:
        grade = get_judge(judge).grade
        precise = total = 0
        needless: list[str] = []
        for statement in statements(asked, ASSERTING):
            passages = cited(asked, statement)
            text = statement["text"]
            if is_prepared(asked, statement):
                precise, total = precise + len(passages), total + len(passages)
                continue
            carried = grade(text, passages).supported
            for n, passage in enumerate(passages):
                others = [*passages[:n], *passages[n + 1 :]]
                needed = carried and (
                    not others or grade(text, [passage]).supported or not grade(text, others).supported
                )
                precise, total = precise + needed, total + 1
                needless += [] if needed else [f"{text} [{statement['cites'][n]}]"]
        return share(precise, total, " | ".join(needless))

    return scored(measure)
