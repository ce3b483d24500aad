"""What was prepared for a side on what a message asks of it, or says to it."""

from __future__ import annotations

from bot.evidence.addressed import speaks_past
from bot.evidence.argued import OF_A_CASE
from bot.evidence.own_words import in_general
from bot.evidence.prepared import speech_match
from bot.request.plan import Plan
from bot.turn.block_or_answer import heard_block, is_rather_meant
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from knowledge.playbook import Answer
from knowledge.wordings import Match

TRIED = 3  # answers that may speak to somebody else, until nothing is near


def speech_for(planned: Plan, given: TurnInput, least: float = 0.0) -> Answer | None:
    """Return what was prepared for a side on what a message asks of it, or says to it.

    Not before the block that meets an argument, nor before the speech of a case, unless it is surely meant;
    what is at `least` so probable, where nothing else is there.
    """
    match = _said_to_whoever_asks(planned, given) if least else speech_match(planned, given.wordings)
    if match is None or not passes(match.answer, given.topic):
        return None
    form, asks_case = planned.request.form, planned.request.act in OF_A_CASE
    if ((form.points or 1) > 1 and not _has_points(match, planned, given)) or (asks_case and form.paragraphs):
        return None
    heard = heard_block(planned, given)
    plainly = form.plain and match.likely  # blocks have no plain words
    if heard is not None and not (match.verbatim or plainly or is_rather_meant(match, heard, planned)):
        return None
    if match.certain or (least and match.probability >= least):
        return match.answer
    return match.answer if match.sure and not (asks_case and in_general(planned, given.topic)) else None


def _said_to_whoever_asks(planned: Plan, given: TurnInput) -> Match | None:
    """Return what a side may say to a message, and not what was prepared for people it tells nothing of.

    What is surely meant is, whoever it speaks to.
    """
    without = frozenset[str]()
    match = speech_match(planned, given.wordings)
    while match and not match.sure and speaks_past(match.answer, planned.question.words):
        without |= {match.answer.id}
        match = speech_match(planned, given.wordings, without) if len(without) < TRIED else None
    return match


def _has_points(match: Match, planned: Plan, given: TurnInput) -> bool:
    """Tell whether one answer makes as many points as are wanted: against one argument, or in these words."""
    form = planned.request.form
    if len(match.answer.full) <= (form.points or 1) or form.answered:  # what is said back, blocks have
        return False
    of_one = planned.request.act in ("rebut", "attack") and not in_general(planned, given.topic)
    return match.verbatim or (of_one and match.sure)
