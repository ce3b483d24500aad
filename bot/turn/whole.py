"""Whether a side answers a message as a whole, or a part of it: what its words are likelier to be on."""

from __future__ import annotations

from bot.evidence.addressed import speaks_to_somebody
from bot.evidence.prepared import speech_match
from bot.request.plan import Plan, plan_of_whole
from bot.request.question import Question
from bot.request.standpoint import says_who
from bot.turn.block_or_answer import LIKELIER, block_heard
from bot.turn.speech import speech_for
from bot.turn.turn_input import TurnInput


def rather_whole(planned: Plan, question: Question, given: TurnInput) -> Plan | None:
    """Return the plan for all that is said to a side, where its words on that are likelier than on a part.

    What is told beside a question may be what it turns on: who asks, what is supposed, what it is called.
    """
    if planned.kind != "argue" or question.mode not in ("for", "against") or question.read is not None:
        return None
    whole = plan_of_whole(question, given.leanings, given.topic.document)
    if whole.kind != "argue" or whole.request.text == planned.request.text:
        return None
    said = speech_match(whole, given.wordings)
    if said is None or not said.likely:
        return None
    if said.sure and says_who(question.words) and speaks_to_somebody(said.answer):
        return whole
    own = speech_match(planned, given.wordings)
    return whole if own is None or said.probability >= own.probability + LIKELIER else None


def says_to_all(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a side has words on a message as a whole."""
    return speech_for(planned, given) is not None or block_heard(planned, given) is not None
