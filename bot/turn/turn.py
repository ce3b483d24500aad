"""One turn: question, plan, evidence, draft, gate, reply. A statement is given out as soon as it has passed."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from bot.debate.prepare import prepare
from bot.debate.state import Debate
from bot.errors import ModelError, OverBudgetError
from bot.evidence.gather import Search, gather
from bot.gate.foreign import Judges
from bot.models.usage import Account
from bot.request.language import ENGLISH, reply_language
from bot.request.plan import plan
from bot.request.question import Question
from bot.statement import Fixed, Statement
from bot.turn.checked import CheckedReply
from bot.turn.reply import Reply, Withheld
from bot.writers import Assignment, Writer
from knowledge.topic import Topic

log = logging.getLogger(__name__)
Event = Statement | Withheld | Reply

NOTHING_PASSED = Fixed("I have no sentence on this that its passage carries.")
NOT_ANSWERING = Fixed("The model does not answer, so the built-in writer does.")
NOT_PAID = Fixed("The budget for the model is used up, so the built-in writer answers.")
STOPPED = Fixed("The model stopped here, so the built-in writer goes on.")
NONE_CARRIED = Fixed("No sentence of the model passed the check, so the built-in writer answers.")
ENGLISH_CHECKED = Fixed("I can check sentences in English alone, so I answer in English.")
ENGLISH_READ = Fixed("I understand questions in English alone; please ask in English.")


@dataclass(frozen=True)
class TurnInput:
    """A question, and all that a reply to it is made with.

    `spare` writes on where `writer` fails: from behind what has passed, so that nothing is lost. `judge` reads
    sentences in other languages. `debate` is the debate that the turn goes on with. `strict` has a second judge
    read what passed.
    """

    question: Question
    topic: Topic
    search: Search
    writer: Writer
    spare: Writer | None = None
    judge: Judges | None = None
    debate: Debate | None = None
    strict: bool = False


async def take_turn(given: TurnInput) -> AsyncGenerator[Event]:
    """Give the statements of a reply as they pass, those that do not, and last the whole reply."""
    writer, spare, judge = given.writer, given.spare, given.judge
    question, accounts = await _resolved(given.question, writer)
    planned = plan(question)
    evidence = gather(planned, given.search, given.topic)
    planned, made = prepare(planned, evidence, given.search, given.debate)
    showing = CheckedReply(Assignment(planned, evidence, made), accounts, judge, strict=given.strict)
    if question.language != ENGLISH and not writer.reads:
        yield showing.say(ENGLISH_READ)
        yield showing.reply(writer)
        return
    if question.language != reply_language(question.language, planned.side, judged=judge is not None):
        yield showing.say(ENGLISH_CHECKED)
    failure = ""
    try:
        async with aclosing(_passing(showing, writer)) as passing:
            async for statement in passing:
                yield statement
        if spare and showing.came_to_nothing:
            failure = "no sentence of the model passed the check"
            yield showing.say(NONE_CARRIED)
    except ModelError as exc:
        if spare is None:
            raise
        log.warning("%s", exc)
        failure = str(exc)
        yield showing.say(
            STOPPED if showing.claims else NOT_PAID if isinstance(exc, OverBudgetError) else NOT_ANSWERING
        )
    for withheld in showing.give_up():
        yield withheld
    if failure and question.language != ENGLISH and not question.typed:  # nobody has put it into English
        yield showing.say(ENGLISH_READ)
    elif failure and spare:
        showing.continue_elsewhere()
        async with aclosing(_passing(showing, spare)) as passing:
            async for statement in passing:
                yield statement
        for withheld in showing.give_up():
            yield withheld
    if not showing.statements:
        yield showing.say(NOTHING_PASSED)
    yield showing.reply(writer, failure)


async def _resolved(question: Question, writer: Writer) -> tuple[Question, tuple[Account, ...]]:
    """The question as it can be understood by itself, and what it took."""
    accounts: list[Account] = []
    async for given in writer.resolve(question):
        if isinstance(given, Account):
            accounts.append(given)
        else:
            question = given
    return question, tuple(accounts)


async def _passing(showing: CheckedReply, writer: Writer) -> AsyncGenerator[Statement]:
    """What the writer drafts, as it passes; then, all together and once, what it makes of the statements that were refused."""
    async with aclosing(writer.draft(showing.given)) as drafted:
        async for one in drafted:
            if (statement := await showing.take(one)) is not None:
                yield statement
    if not showing.refused:
        return
    async with aclosing(writer.mend(showing.given, showing.refused)) as written:
        async for again in written:
            if (statement := await showing.judge_again(again)) is not None:
                yield statement
