"""In an argument every statement keeps to its side; what helps the other one is marked as a concession."""

from __future__ import annotations

from bot.gate.verdict import CheckedStatement
from bot.statement.attribution import CONCEDES, WHOLE_QUOTATION


def side(case: CheckedStatement) -> str | None:
    """Check that no unmarked statement is of the other side.

    And that a concession has a citation and a word that marks it.
    """
    statement = case.statement
    if statement.concession:
        if not statement.cites:
            return "a concession needs a citation"
        goes_on = WHOLE_QUOTATION.fullmatch(statement.text)  # behind one that says that it is granted
        return None if goes_on or CONCEDES.match(statement.text) else "a concession says that it is one"
    return keeps_side(case)


def keeps_side(case: CheckedStatement) -> str | None:
    """Check that no statement is of the other side, unless it was found to concede."""
    statement, stance = case.statement, case.stance
    if stance is None or statement.kind == "link" or statement.concession:
        return None
    if stance.side == "for" and statement.kind in ("critique", "weighing"):
        return "it argues against the recommendation, but the reply argues for it"
    if statement.kind == "report" and statement.cites and set(statement.cites) <= stance.other_side:
        return f"it helps the other side, but the reply argues {stance.side} the recommendation"
    return None
