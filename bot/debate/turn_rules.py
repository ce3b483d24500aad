"""What every sentence of the bot in a debate is held to beside the gate.

It was not said before and contradicts nothing of the bot's own, and the turn keeps its length.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.debate.contradiction import contradicts
from bot.debate.record import said_twice
from bot.debate.state import WORDS, Round
from bot.statement import Statement
from bot.statement.attribution import attribution_in, unattributed


def enough(statement: Statement, current: Round, shown: Sequence[Statement]) -> bool:
    """Tell whether the turn has its move already, so that this sentence is not needed.

    One attack or defence, and at most one critical question beside it.
    """
    if current.part.kind == "closing" or statement.kind == "link" or statement.concession:
        return False
    argued = [earlier for earlier in shown if earlier.kind != "link" and not earlier.concession]
    return bool(argued) and (
        statement.kind != "question" or any(earlier.kind == "question" for earlier in argued)
    )


def breaks(statement: Statement, current: Round, shown: Sequence[Statement]) -> str | None:
    """Say why the sentence may not be said in this round; None where it may.

    A closing says again what was said.
    """
    if current.part.kind == "closing" or statement.kind == "link":
        return None
    if said_twice(current.debate, statement):
        return "I said it before in this debate"
    argued = [sentence for sentence in (*shown, statement) if sentence.kind != "link"]
    if sum(len(sentence.text.split()) for sentence in argued) > WORDS:
        return f"the turn would have more than {WORDS} words"
    if current.part.kind == "question" and statement.kind != "question":
        return "in a cross-examination I only ask"
    if (
        statement.kind == "report" and not statement.concession and not statement.point
    ):  # a model's: the map's own moves do not clash
        for point in current.debate.of("bot"):
            if (
                point.act in ("attack", "defence")
                and attribution_in(point.text)
                and contradicts(unattributed(statement.text), unattributed(point.text))
            ):
                return f"it contradicts what I said in round {point.round}"
    return None
