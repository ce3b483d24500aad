"""Whether a message is answered as a whole, or a part of it: which of them has the likelier answer."""

from __future__ import annotations

from bot.evidence.addressed import speaks_to_somebody
from bot.evidence.prepared import speech_match
from bot.request.plan import Plan, plan_of_whole
from bot.request.question import Question
from bot.request.standpoint import says_who
from bot.request.subject import asked_about
from bot.turn.block_or_answer import LIKELIER, block_heard
from bot.turn.matching import prepared_for
from bot.turn.speech import speech_for
from bot.turn.turn_input import TurnInput

# Probability from which the answer to all that was said goes before the one to what is asked in it: of 260
# messages of strangers it did in twelve, and was the better one in eleven
MEANT_AS_A_WHOLE = 0.6


def rather_whole(planned: Plan, question: Question, given: TurnInput) -> Plan | None:
    """Return the plan for all that is said, where the words on that are likelier than those on a part.

    What is told beside a question may be what it turns on: who asks, what is supposed, what it is called, and
    what "it" is.
    """
    if question.read is not None:
        return None
    if question.mode == "ask":
        return _asked_as_a_whole(planned, question, given)
    if planned.kind != "argue" or question.mode not in ("for", "against"):
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


def _asked_as_a_whole(planned: Plan, question: Question, given: TurnInput) -> Plan | None:
    if planned.kind not in ("answer", "overview") or given.wordings is None:
        return None
    whole = plan_of_whole(question, given.leanings, given.topic.document)
    if whole.kind not in ("answer", "overview") or whole.request.text == planned.request.text:
        return None
    match = prepared_for(whole, given)
    if match is None or match.whole or match.probability < MEANT_AS_A_WHOLE:
        return None
    # not by what its act asks of the piece as a whole, which tells no answers apart
    own = given.wordings.match(asked_about(planned.request.text), planned.request.reading or None)
    return whole if own is None or match.probability >= own.probability + LIKELIER else None


def says_to_all(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a side has words on a message as a whole."""
    return speech_for(planned, given) is not None or block_heard(planned, given) is not None
