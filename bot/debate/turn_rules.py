"""What every sentence of the bot in a debate is held to beside the gate.

It was not said before and contradicts nothing of the bot's own.
"""

from __future__ import annotations

from bot.debate.contradiction import contradicts
from bot.debate.record import said_twice
from bot.debate.state import Round
from bot.statement import Statement
from bot.statement.attribution import attribution_in, unattributed


def breaks(statement: Statement, current: Round) -> str | None:
    """Say why the sentence may not be said in this round; None where it may.

    A closing says again what was said.
    """
    if current.part.kind == "closing" or statement.kind == "link":
        return None
    if said_twice(current.debate, statement):
        return "I said it before in this debate"
    answers = current.debate.free and current.challenges  # in a form where both sides may ask
    if current.part.kind == "question" and statement.kind != "question" and not answers:
        return "in a cross-examination I only ask"
    if statement.kind == "report" and not statement.concession and not statement.point:
        # a model's: moves that were prepared do not clash
        for point in current.debate.of("bot"):
            if (
                not point.prepared
                and point.act in ("attack", "defence")
                and attribution_in(point.text)
                and contradicts(unattributed(statement.text), unattributed(point.text))
            ):
                return f"it contradicts what I said in round {point.round}"
    return None
