"""Rounds of a debate.

What the reader's words rely on, what the bot does about it, and what the debate has come to.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.debate.closing import close
from bot.debate.contradiction import contradictions_of
from bot.debate.formats import Speech
from bot.debate.hearing import hear
from bot.debate.moves import choose
from bot.debate.record import after, as_points
from bot.debate.sides import LEFT_TO_THE_BOT, asked_side, first_side
from bot.debate.state import Debate, Round, Taken, Terms
from bot.debate.turn_rules import breaks, enough
from bot.evidence.gather import Evidence, Search
from bot.request.leanings import Leanings
from bot.request.plan import Plan
from bot.request.pressure import pressure_in

__all__ = ["after", "breaks", "enough", "prepare"]

_BEGINS = re.compile(
    r"^(?:(?:please|now|ok(?:ay)?|you|you can|you may|let the bot)[, ]+)*(?:begin|start|open"
    r"|go first)(?: first| the debate)?[.!]*$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    (
        r"^(?:(?:please|now|let'?s|let us|your|the|make your|give (?:me )?your|time for (?:the|your)"
        r"|go to (?:the|your)) )*(?:clos(?:e|ing)(?: (?:statement|speech|argument|the debate|it))?"
        r"|sum up)[.!]*$"
    ),
    re.IGNORECASE,
)


def prepare(
    plan: Plan,
    evidence: Evidence,
    search: Search,
    leanings: Leanings,
    debate: Debate | Terms,
) -> tuple[Plan, Round | None]:
    """Return the plan and the round that it is to bring, None where it brings none.

    Where the bot cannot tell which side to take, the plan is to ask.
    """
    if plan.talks and isinstance(debate, Debate):
        return replace(plan, side=debate.side), None
    if plan.kind != "debate" or evidence.topic.argument_map is None or not evidence.topic.argument_map.lines:
        return plan, None
    begins, closes = (words.match(plan.question.words) is not None for words in (_BEGINS, _CLOSES))
    taken: Taken | None = None
    if isinstance(debate, Terms):
        side = debate.side or (LEFT_TO_THE_BOT if begins or closes else first_side(plan.question, leanings))
        if side is None:
            return replace(plan, kind="which side"), None
        debate, taken = Debate(side, debate.form), "begins"
    elif asked := asked_side(plan.question, debate, leanings):
        taken = "keeps" if asked == debate.side else "swaps"
        debate = debate if asked == debate.side else Debate(asked, debate.form)
    _, part = debate.next_parts
    if closes:
        part = Speech("closing")
    plan = replace(plan, side=debate.side)
    heard = () if closes or begins else hear(plan, evidence, search, debate, leanings)
    pressure = None if taken else pressure_in(plan.question.words)
    current = Round(debate, part, heard, pressure, taken=taken)
    points = as_points(current)
    current = replace(current, contradictions=contradictions_of(debate, points))
    if current.part.kind == "closing" and debate.points:
        current = replace(current, closing=close(debate.with_round(points), evidence.topic.argument_map))
    return plan, choose(current, evidence.topic.argument_map)
