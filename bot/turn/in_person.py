"""What a letter, a note, a post or a script has to say: what was prepared on the position of its writer."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from bot.evidence.argued import OF_A_CASE
from bot.evidence.gather import Evidence, gather
from bot.evidence.own_words import in_general
from bot.request.form import PERSONAL
from bot.request.plan import Plan, writers_side
from bot.request.writer_of import writer_of
from bot.statement.attribution import CONCEDES
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Answer
from knowledge.wordings import Match

NEAREST = 0.5  # probability from which a writer's own position is put by what was prepared
# What a side was prepared to say on a position is found, and so is the position's side: of twenty positions
# named by hand that no wish tells, it was right for seventeen
ARGUED = "argue that {}"
PLAINLY = 0.75  # probability of a side from which nothing else has to tell it
READ_AS = {"case": 1.0}  # what is asked for a position: that it be argued
# Acts of an argument that is made by itself, and of what speaks to nobody's point and grants nothing
MAKES = OF_A_CASE | {"reason", "consequence", "recommendation", "compare"}
GRANTS = frozenset(["weakest", "missing evidence", "cross-examine", "both sides", "weigh"])


def in_person(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return what somebody has to say who takes a position; None where nothing in person is wanted."""
    if planned.request.form.genre not in PERSONAL or given.topic.playbook is None:
        return None
    if planned.side is None:
        return Assignment(planned, Evidence(given.topic))
    if writers_side(planned.question, planned.request, given.leanings) is None:
        planned = _on_likelier_side(planned, given)
    answer = _on_position(planned, given)
    if answer:
        return Assignment(planned, Evidence(given.topic, prepared=answer))
    return Assignment(planned, gather(planned, given.search, given.topic))


def _on_likelier_side(planned: Plan, given: TurnInput) -> Plan:
    """Return the plan for the side of the position that is told.

    It is the side of those who argue so where that is plain, else the one that has likelier words on it.
    """
    by = writer_of(planned.question.words)
    argued_for = given.leanings.probability_for(by.position or by.addressee_thinks)
    side: Side = "for" if argued_for >= 0.5 else "against"
    if 1 - PLAINLY < argued_for < PLAINLY:
        found = {one: match for one in get_args(Side) if (match := _nearest(planned, given, one))}
        if not found:
            return planned
        side = max(found, key=lambda one: found[one].probability)
    if not by.position:  # what is thought by whoever is to be won over
        side = other_side(side)
    return replace(planned, mode=side, side=side, request=replace(planned.request, side=side))


def _nearest(planned: Plan, given: TurnInput, side: Side) -> Match | None:
    by = writer_of(planned.question.words)
    position = by.position or by.addressee_thinks
    if not position or given.wordings is None:
        return None
    return given.wordings.match(ARGUED.format(position), READ_AS, side=side)


def _on_position(planned: Plan, given: TurnInput) -> Answer | None:
    """Return what was prepared for the side on the position that the writer names; None for nothing."""
    said = writer_of(planned.question.words).position
    alone = replace(planned, request=replace(planned.request, text=said, whole=False))
    if planned.side is None or not said or in_general(alone, given.topic):
        return None
    match = _nearest(planned, given, planned.side)
    if match is None or match.probability < NEAREST or not _argues(match.answer):
        return None
    return match.answer if passes(match.answer, given.topic) else None


def _argues(answer: Answer) -> bool:
    """Tell whether an answer makes an argument that stands in a letter: it meets none and grants none."""
    granted = CONCEDES.match(answer.full[0].text) is not None
    return not (granted or GRANTS & {*answer.acts}) and bool(MAKES & {*answer.acts})
