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
from bot.debate.state import Debate, Round
from bot.debate.turn_rules import breaks, enough
from bot.evidence.gather import Evidence, Search
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
    plan: Plan, evidence: Evidence, search: Search, debate: Debate | None
) -> tuple[Plan, Round | None]:
    """Return the plan and the round that it is to bring, None where it brings none.

    The side that a debate has taken holds, whatever the words ask for.
    """
    if plan.talks and debate:
        return replace(plan, side=debate.side), None
    if plan.kind != "debate" or evidence.topic.argument_map is None or not evidence.topic.argument_map.lines:
        return plan, None
    debate = debate or Debate(plan.side or "against")
    _, part = debate.next_parts
    asked = _CLOSES.match(plan.question.words)
    if asked:
        part = Speech("closing")
    plan = replace(plan, side=debate.side)
    heard = () if asked or _BEGINS.match(plan.question.words) else hear(plan, evidence, search, debate)
    current = Round(debate, part, heard, pressure_in(plan.question.words))
    points = as_points(current)
    current = replace(current, contradictions=contradictions_of(debate, points))
    if current.part.kind == "closing" and debate.points:
        current = replace(current, closing=close(debate.with_round(points), evidence.topic.argument_map))
    return plan, choose(current, evidence.topic.argument_map)
