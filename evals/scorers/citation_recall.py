"""Citation recall: the share of reports whose citations, taken together, carry them.

A report without any is not carried. After ALCE (Gao, Yen, Yu & Chen 2023, "Enabling Large Language Models to
Generate Text with Citations", section 4.2).
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.judges import get_judge
from evals.scorers import Measured, interval, scored, share_without
from evals.statement_grading import ASSERTING, cited, is_prepared, statements


@scorer(metrics=[mean(), interval()])
def citation_recall(judge: str = "embedded") -> Scorer:
    """Score the share of reports whose citations, taken together, carry them."""

    def measure(asked: AnsweredCase) -> Measured | None:
        reports = list(statements(asked, ASSERTING))
        missed = [
            report["text"]
            for report in reports
            if not is_prepared(asked, report)
            and not get_judge(judge).grade(report["text"], cited(asked, report)).supported
        ]
        return share_without(missed, len(reports))

    return scored(measure)
