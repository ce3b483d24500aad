"""Side kept: the share of statements that do not help the other side, unless they are marked as a concession.

A reply that takes another side than the case wants gets 0. A report helps a side when every passage that it
cites carries claims of that side alone; criticism of the op-ed's case helps the side against it. A sentence
that was prepared for a side may tell what it then attacks, and is of neither side here: whoever read it has
judged that.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from bot.output.schema import StatementObject
from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share_without
from evals.statement_grading import is_prepared, statements


def _helps(asked: AnsweredCase, statement: StatementObject) -> str:
    if is_prepared(asked, statement):
        return "either"
    if statement["kind"] in ("critique", "weighing"):
        return "against"
    sides = {asked.map.side_of_passage(number) for number in statement["cites"]}
    return sides.pop() if len(sides) == 1 and statement["kind"] == "report" else "either"


@scorer(metrics=[mean(), interval()])
def side_kept() -> Scorer:
    """Score the share of statements that do not help the other side, unless marked as a concession."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if asked.topic.argument_map is None:
            return None
        wanted = asked.case.side or (asked.case.mode if asked.case.mode in ("for", "against") else None)
        if wanted is None:
            return None
        taken = [reply["side"] for reply in asked.replies]
        if any(side != wanted for side in taken):
            return Measured(0.0, f"the replies take the sides {taken}, not {wanted}")
        argued = list(statements(asked, "report", "critique", "question", "weighing"))
        strayed = [
            statement["text"]
            for statement in argued
            if not statement.get("concession") and _helps(asked, statement) not in (wanted, "either")
        ]
        return share_without(strayed, len(argued))

    return scored(measure)
