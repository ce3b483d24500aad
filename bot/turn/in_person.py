"""What a letter, a note, a post or a script has to say: what was prepared on the position of its writer."""

from __future__ import annotations

from bot.evidence.argued import OF_A_CASE
from bot.evidence.gather import Evidence, gather
from bot.request.form import PERSONAL
from bot.request.plan import Plan
from bot.request.writer_of import writer_of
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.playbook import Answer

NEAREST = 0.12  # probability from which a writer's own position is put by what comes nearest
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
    answer = _on_position(planned, given)
    if answer:
        return Assignment(planned, Evidence(given.topic, prepared=answer))
    return Assignment(planned, gather(planned, given.search, given.topic))


def _on_position(planned: Plan, given: TurnInput) -> Answer | None:
    """Return what was prepared for the side on the position that the writer names; None for nothing."""
    position = writer_of(planned.question.words).position
    if not position or given.wordings is None:
        return None
    match = given.wordings.match(position, READ_AS, side=planned.side)
    if match is None or match.probability < NEAREST or not _argues(match.answer):
        return None
    return match.answer if passes(match.answer, given.topic) else None


def _argues(answer: Answer) -> bool:
    """Tell whether an answer makes an argument that stands in a letter: it meets none and grants none."""
    return not GRANTS & {*answer.acts} and bool(MAKES & {*answer.acts})
