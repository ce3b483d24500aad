"""One turn: question, plan, evidence, draft, gate, reply.

A statement is given out as soon as it has passed.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from bot.debate.prepare import prepare
from bot.debate.sides import BEGUN_ANEW, CORRECTS, GUESSES, SUPPOSES, SWAPS, TAKES
from bot.debate.state import Taken
from bot.errors import ModelError, OverBudgetError, TooSlowError
from bot.evidence.gather import Evidence
from bot.models.usage import Usage
from bot.request.language import ENGLISH
from bot.statement import Fixed, Statement
from bot.turn.assigning import assignments
from bot.turn.checked_reply import CheckedReply
from bot.turn.reply import Mending, Reply, Withheld
from bot.turn.turn_input import TurnInput
from bot.turn.understanding import understood
from bot.writers import Assignment, Draft, Writer
from knowledge.argument_map import Side

log = logging.getLogger(__name__)
Event = Statement | Withheld | Mending | Reply

NOTHING_PASSED = Fixed("I have no sentence on this that the op-ed supports.")
NOT_ANSWERING = Fixed("The model is not responding, so the built-in writer answers.")
TOO_SLOW = Fixed("The model is too slow, so the built-in writer answers.")
NOT_PAID = Fixed("The budget for the model is used up, so the built-in writer answers.")
_NOT_BEGUN: dict[type[ModelError], Fixed] = {OverBudgetError: NOT_PAID, TooSlowError: TOO_SLOW}
STOPPED = Fixed("The model stopped here, so the built-in writer continues.")
ONLY_ASKED = Fixed("The model only replied with a question, so the built-in writer answers.")
NONE_CARRIED = Fixed("None of the model's sentences passed the check, so the built-in writer answers.")
ENGLISH_CHECKED = Fixed("I can check sentences only in English, so I'm answering in English.")
RULES_ALONE = Fixed(
    "The checking model is not responding, so only sentences worded close to their passages are shown."
)
UNJUDGED = Fixed(
    "No model checks what is written here, so only sentences worded close to their passages are shown."
)
ENGLISH_READ = Fixed("I understand questions only in English; please ask in English.")
_SIDES_SAID: dict[Taken, dict[Side, Fixed]] = {
    "begins": TAKES,
    "keeps": TAKES,
    "supposes": SUPPOSES,
    "guesses": GUESSES,
    "corrects": CORRECTS,
    "swaps": SWAPS,
}
# the same in the languages of the widget, and what works
READS_ENGLISH = {
    "ko": Fixed(
        "지금은 영어로 된 질문만 이해합니다. 영어로 질문하거나 예시 질문을 눌러 주세요. "
        "답변도 영어로 나옵니다."
    ),
}


async def take_turn(given: TurnInput) -> AsyncGenerator[Event]:
    """Give the statements of a reply as they pass, those that do not, and last the whole reply."""
    async with aclosing(_turn(given)) as events:
        try:
            async for event in events:
                yield event
        finally:
            if given.judging:
                await given.judging.close()


async def _turn(given: TurnInput) -> AsyncGenerator[Event]:
    question, usages = await understood(given)
    spelt = replace(question, text=given.spelling.right(question.text)) if given.spelling else question
    parts = assignments(spelt, given)
    evidence = Evidence.of_all([part.evidence for part in parts])
    planned = replace(parts[0].plan, question=question)
    planned, current = prepare(planned, evidence, given.ground, given.debate)
    if current or planned.kind != parts[0].plan.kind:
        parts = []  # a turn of a debate is one
    assignment = Assignment(planned, evidence, current, tuple(parts), given.language(question))
    reply = CheckedReply(assignment, usages, given.judging, strict=given.strict, reasoning=given.reasoning)
    for step in (
        (_name_language, _name_side, _write, _write_on, _name_check, _say_none_passed)
        if question.language == ENGLISH or given.writer.reads
        else (_ask_for_english,)
    ):
        async with aclosing(step(reply, given)) as events:
            async for event in events:
                yield event
    yield reply.finished(given.writer, given.ground.hearing.encoder)


async def _ask_for_english(reply: CheckedReply, given: TurnInput) -> AsyncGenerator[Event]:
    yield reply.say(READS_ENGLISH.get(reply.planned.question.language, ENGLISH_READ))


async def _name_language(reply: CheckedReply, given: TurnInput) -> AsyncGenerator[Event]:
    """Say so where the reply cannot be in the question's language."""
    if reply.planned.question.language != reply.assignment.language:
        yield reply.say(ENGLISH_CHECKED)


async def _name_side(reply: CheckedReply, given: TurnInput) -> AsyncGenerator[Event]:
    """Say which side the bot takes, where it takes it."""
    current = reply.assignment.round
    if current and current.taken:
        yield reply.say(_SIDES_SAID[current.taken][current.debate.side])
        if current.taken == "swaps" and current.debate.before:
            yield reply.say(BEGUN_ANEW)


async def _write(reply: CheckedReply, given: TurnInput) -> AsyncGenerator[Event]:
    """Give what passes of the writer's statements, and withhold the others; what is settled, as it is."""
    current = reply.assignment.round
    if current and current.only:
        for fixed in current.only:
            yield reply.say(fixed)
        return
    try:
        async with aclosing(_passing(reply, given.writer)) as passing:
            async for event in passing:
                yield event
        if given.spare and reply.only_asks:
            reply.failure = "the model only asked a question back"
            yield reply.say(ONLY_ASKED)
        elif given.spare and reply.came_to_nothing:
            reply.failure = "none of the model's sentences passed the check"
            yield reply.say(NONE_CARRIED)
    except ModelError as exc:
        if given.spare is None:
            raise
        log.warning("%s", exc)
        reply.failure = str(exc)
        async with aclosing(_as_ruled(reply, holding=False)) as ruled:
            async for event in ruled:
                yield event
        not_begun = _NOT_BEGUN.get(type(exc), NOT_ANSWERING)
        yield reply.say(STOPPED if reply.claims else not_begun)


async def _write_on(reply: CheckedReply, given: TurnInput) -> AsyncGenerator[Event]:
    """Have the spare writer go on where the writer failed."""
    if not reply.failure:
        return
    question = reply.planned.question
    if question.language != ENGLISH and not question.typed:  # nobody has put it into English
        yield reply.say(READS_ENGLISH.get(question.language, ENGLISH_READ))
    elif given.spare:
        reply.continue_elsewhere()
        async with aclosing(_passing(reply, given.spare)) as passing:
            async for event in passing:
                yield event


async def _name_check(reply: CheckedReply, given: TurnInput) -> AsyncGenerator[Event]:
    """Say so where no model judged what a model wrote, and what is shown is what the rules let pass."""
    if reply.failure:
        return
    if reply.judging_failed:
        yield reply.say(RULES_ALONE)
    elif given.writer.reads and not given.judging and reply.withheld_count:
        yield reply.say(UNJUDGED)


async def _say_none_passed(reply: CheckedReply, given: TurnInput) -> AsyncGenerator[Event]:
    if not reply.statements:
        yield reply.say(NOTHING_PASSED)


async def _passing(reply: CheckedReply, writer: Writer) -> AsyncGenerator[Event]:
    """Give what the writer drafts, as it passes and in its order.

    Then, all together and once, what it mends of what was refused, and what stood behind that.
    """
    async with (
        aclosing(writer.draft(reply.assignment)) as drafted,
        aclosing(_as_it_comes(reply, drafted)) as steps,
    ):
        async for draft in steps:
            if draft is not None:
                reply.take(draft)
            for given_out in reply.passing(holding=True):
                yield given_out
    async with aclosing(_as_ruled(reply, holding=True)) as ruled:
        async for event in ruled:
            yield event
    refused = reply.refused()
    if refused:
        async with aclosing(writer.mend(reply.assignment, refused, reply.drafted)) as mended:
            async for mending in mended:
                reply.mend(mending)
                for given_out in reply.passing(holding=True):
                    yield given_out
    async with aclosing(_as_ruled(reply, holding=False)) as ruled:
        async for event in ruled:
            yield event


async def _as_it_comes(
    reply: CheckedReply, drafted: AsyncGenerator[Draft | Usage]
) -> AsyncGenerator[Draft | Usage | None]:
    """Yield what the writer gives, and None whenever the next sentence was judged meanwhile."""
    if not reply.judges:  # nothing is waited for, so that no event loop is needed
        async for draft in drafted:
            yield draft
        return
    reading = asyncio.ensure_future(_next(drafted))
    try:
        while True:
            judging = reply.awaited
            awaited: set[asyncio.Future[Any]] = {reading, judging} if judging else {reading}
            await asyncio.wait(awaited, return_when=FIRST_COMPLETED)
            if judging and judging.done():
                yield None
            if reading.done():
                given = reading.result()
                if given is None:
                    return
                reading = asyncio.ensure_future(_next(drafted))
                yield given
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def _next(drafted: AsyncGenerator[Draft | Usage]) -> Draft | Usage | None:
    return await anext(drafted, None)


async def _as_ruled(reply: CheckedReply, *, holding: bool) -> AsyncGenerator[Event]:
    """Give what passes until there is a ruling on every sentence."""
    while True:
        for given_out in reply.passing(holding=holding):
            yield given_out
        waiting = reply.under_way
        if not waiting:
            return
        await asyncio.wait(waiting, return_when=FIRST_COMPLETED)
