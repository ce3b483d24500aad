"""What a side is asked that has nothing to do with sides: what the op-ed tells of a thing."""

from __future__ import annotations

from dataclasses import replace

import regex

from bot.evidence.another_thing import PLAINLY
from bot.evidence.prepared import speech_match
from bot.request.parts import asks_something
from bot.request.plan import Plan
from bot.request.request import ABOUT_THE_PIECE, TALK
from bot.turn.block_or_answer import block_heard
from bot.turn.matching import FACTS, VERDICTS, prepared_for
from bot.turn.turn_input import TurnInput
from knowledge.sentence_analysis import read

TELLS = 0.5  # probability of its words answering from which the op-ed tells what a side has no words on
# A modal verb first
_OF_A_FORECAST = regex.compile(r"(?i)\W*(?:(?:and|but|so)\s+)?(?:would|could|will|might|may)\b")


def as_reader(planned: Plan) -> Plan:
    """Return the plan of a question as it would be answered for no side."""
    return replace(planned, kind="answer", mode="ask", side=None, request=replace(planned.request, side=None))


def told_instead(planned: Plan, given: TurnInput, *, nearly: bool = False) -> bool:
    """Tell whether a side is asked for a fact that is prepared for no side, and its own words fit no better.

    A yes-no question may put an argument, too: what the side has to say to that goes before, unless the other
    plainly answers; sides differ on what is only foretold ("would this hurt …?"), so they speak first. One
    with a negation ("doesn't this hurt …?") wants a yes (Ladd 1981), and so puts an argument.
    What is `nearly` meant is for where a side has nothing to say, or nothing that is as likely meant.
    """
    request = planned.request
    asks = planned.kind == "argue" and planned.question.mode != "ask" and asks_something(request.said)
    form = request.form
    if not asks or request.act not in ABOUT_THE_PIECE | FACTS | TALK or form.genre or form.answered:
        return False
    if request.act not in FACTS | VERDICTS | TALK:
        return not nearly and _has_nothing_to_say(planned, given)
    match = prepared_for(as_reader(planned), given)
    if request.act in TALK and not (match and match.verbatim):
        return False
    if match is None or not (match.sure or (nearly and match.near)):
        return False
    if request.act in VERDICTS and read(request.said).negations and not (match.verbatim or nearly):
        return False
    own = speech_match(planned, given.wordings)
    if own and own.probability >= match.probability:
        return False
    if request.act in VERDICTS and own and own.near and _OF_A_FORECAST.match(request.said):
        return match.verbatim
    if nearly:
        return True
    plainly = request.act not in VERDICTS or match.verbatim or match.told >= PLAINLY
    return plainly or not ((own and own.sure) or block_heard(planned, given))


def _has_nothing_to_say(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a side has no words on what is asked, and the op-ed surely tells it."""
    match = prepared_for(as_reader(planned), given)
    if match is None or not match.sure or match.told < TELLS:
        return False
    own = speech_match(planned, given.wordings)
    return not (own and own.near) and not block_heard(planned, given)
