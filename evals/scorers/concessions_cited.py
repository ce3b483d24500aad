"""Concessions marked and cited: the share of what the bot grants that says so and cites a passage.

Granted is, too, a report that helps only the other side: where it is not marked, it counts against the share.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share_without
from evals.statement_grading import statements
from knowledge.argument_map import other_side


@scorer(metrics=[mean(), interval()])
def concessions_cited() -> Scorer:
    """Score the share of what the bot grants that says so and cites a passage."""

    def measure(asked: AnsweredCase) -> Measured | None:
        side = asked.case.side
        if not asked.case.relies or side is None:
            return None
        other = other_side(side)
        granted, unmarked = 0, []
        for report in statements(asked, "report"):
            helps = {asked.map.side_of_passage(number) for number in report["cites"]}
            if report.get("concession"):
                granted += 1
                unmarked += [] if report["cites"] else [report["text"]]
            elif helps == {other}:
                granted += 1
                unmarked.append(report["text"])
        return share_without(unmarked, granted)

    return scored(measure)
