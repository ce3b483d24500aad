"""One turn: question, plan, evidence, draft, gate, reply.

A statement is given out as soon as it has passed.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.debate.ground import Ground
from bot.debate.prepare import prepare
from bot.debate.sides import SWAPS, TAKES, taken_up
from bot.debate.state import UNSETTLED, Debate, Terms
from bot.errors import ModelError, OverBudgetError, TooSlowError
from bot.evidence.another_thing import (
    FOR_ONE_THING,
    SURELY,
    WEAKLY,
    asks_for_another,
    leads_rightly,
    naming,
    strange_words,
)
from bot.evidence.argued import FindsBlocks, asks_for_interest, block_for, weak_side
from bot.evidence.gather import ANOTHER_NAME, Evidence, Search, gather
from bot.evidence.prepared import Matches, likely_meant, prepared_match
from bot.evidence.presupposition import misread
from bot.judge.judging import Judging
from bot.models.usage import Usage
from bot.request.language import ENGLISH, reply_language
from bot.request.leanings import Leanings
from bot.request.parts import asks_something
from bot.request.plan import Plan, plans
from bot.request.question import Question
from bot.statement import Fixed, Statement
from bot.turn.checked_reply import CheckedReply
from bot.turn.prepared import passes
from bot.turn.reply import Mending, Reply, Withheld
from bot.writers import Assignment, Draft, Writer
from knowledge.argument_map import Side, other_side
from knowledge.topic import Topic
from knowledge.wordings import Match

log = logging.getLogger(__name__)
Event = Statement | Withheld | Mending | Reply

# Acts that are answered alike whichever side is argued, and the one that each side has its own use for
FACTS = {"fact", "identify", "define", "quote", "list", "about the document"}
GRANTS = {"concession"}
WEAKNESSES = {"weakest", "missing evidence"}
KEYWORD_CLAIMS = 3  # that are told of a keyword
NOTHING_PASSED = Fixed("I have no sentence on this that the op-ed supports.")
NOT_ANSWERING = Fixed("The model does not answer, so the built-in writer does.")
TOO_SLOW = Fixed("The model is too slow, so the built-in writer answers.")
NOT_PAID = Fixed("The budget for the model is used up, so the built-in writer answers.")
_NOT_BEGUN: dict[type[ModelError], Fixed] = {OverBudgetError: NOT_PAID, TooSlowError: TOO_SLOW}
STOPPED = Fixed("The model stopped here, so the built-in writer goes on.")
ONLY_ASKED = Fixed("The model only asked back, so the built-in writer answers.")
NONE_CARRIED = Fixed("No sentence of the model passed the check, so the built-in writer answers.")
ENGLISH_CHECKED = Fixed("I can check sentences in English alone, so I answer in English.")
RULES_ALONE = Fixed("The model that checks is silent, so only what is near its passage's words is shown.")
ENGLISH_READ = Fixed("I understand questions in English alone; please ask in English.")
# the same in the languages of the widget, and what works
READS_ENGLISH = {
    "ko": Fixed(
        "지금은 영어로 된 질문만 이해합니다. 영어로 질문하거나 예시 질문을 눌러 주세요. "
        "답변도 영어로 나옵니다."
    ),
}


@dataclass(frozen=True)
class TurnInput:
    """A question, and all that a reply to it is made with; `ground` is what a debate stands on.

    `spare` writes on where `writer` fails: from behind what has passed, so that nothing is lost. `judging`
    reads what a model writes; `english` asks for a reply in English even so. `debate` is the debate that the
    turn goes on with, or the terms of one that it may begin. `strict` has a second judge read what passed.
    `wordings` finds the answers that were prepared, `spelling` puts right what was typed, `blocks` finds what
    meets an argument. Without `reasoning`, the bot gives none of its own.
    """

    question: Question
    ground: Ground
    topic: Topic
    search: Search
    writer: Writer
    leanings: Leanings
    spare: Writer | None = None
    judging: Judging | None = None
    debate: Debate | Terms = UNSETTLED
    strict: bool = False
    wordings: Matches | None = None
    spelling: Spells | None = None
    english: bool = False
    blocks: FindsBlocks | None = None
    reasoning: bool = True

    def language(self, question: Question) -> str:
        """Return the language of the reply: the question's, where a model judges what is written in it."""
        return reply_language(question.language, judged=self.judging is not None and not self.english)


class Spells(Protocol):
    """What puts right what was typed."""

    def right(self, text: str) -> str:
        """Return the text with unknown words put right."""
        ...


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
    question, usages = await _resolve(given.question, given.writer)
    question = taken_up(question, given.leanings)
    spelt = replace(question, text=given.spelling.right(question.text)) if given.spelling else question
    planned_parts = plans(spelt, given.leanings, given.topic.document)
    parts = _distinct([_assigned(one, given) for one in planned_parts])
    evidence = Evidence.of_all([part.evidence for part in parts])
    planned = replace(parts[0].plan, question=question)
    planned, current = prepare(planned, evidence, given.ground, given.debate)
    if current or planned.kind != parts[0].plan.kind:
        parts = []  # a turn of a debate is one
    assignment = Assignment(planned, evidence, current, tuple(parts), given.language(question))
    reply = CheckedReply(assignment, usages, given.judging, strict=given.strict, reasoning=given.reasoning)
    understood = question.language == ENGLISH or given.writer.reads
    for step in (
        (_name_language, _name_side, _write, _write_on, _name_check, _say_none_passed)
        if understood
        else (_ask_for_english,)
    ):
        async with aclosing(step(reply, given)) as events:
            async for event in events:
                yield event
    yield reply.finished(given.writer)


def _assigned(planned: Plan, given: TurnInput) -> Assignment:
    """Return what is to be written about a request: the answer prepared for it, or what the document has.

    An answer that is surely meant goes before what the act would have it be. Not before both sides, which
    have a form of their own, nor in other words before what is refused. Where nothing else is needed, nothing
    is searched for.
    """
    argument_map = given.topic.argument_map
    if (
        planned.kind in ("argue", "debate", "both", "which case")
        and argument_map
        and not argument_map.arguable
    ):
        return Assignment(replace(planned, kind="unreviewed", mode="ask", side=None), Evidence(given.topic))
    planned = _in_an_interest(planned, given.topic)
    match = (_alone(planned, given) if planned.request.leans else None) or _prepared(planned, given)
    if match and planned.kind == "argue" and planned.question.mode != "ask" and GRANTS & {*match.answer.acts}:
        return Assignment(planned, Evidence(given.topic, prepared=match.answer))
    if match and match.sure:
        planned = replace(planned, kind="answer", mode="ask", side=None)
    if match and match.certain and given.spare is None and not (_quotes(planned) or _misread(planned, given)):
        return Assignment(planned, _answered(Evidence(given.topic), planned, match))
    evidence = gather(planned, given.search, given.topic)
    # What a question wrongly takes for granted is put right first; its names the prepared answer has
    right = all(correction.reason == ANOTHER_NAME for correction in evidence.corrections)
    certain = match and match.certain and not _misread(planned, given)
    if match and (certain or (right and match.sure)):
        return Assignment(planned, _answered(evidence, planned, match))
    if planned.kind == "argue":
        return Assignment(*_met(planned, evidence, given))
    return Assignment(planned, _with_nearest(planned, evidence, match if right else None, given))


def _answered(evidence: Evidence, planned: Plan, match: Match) -> Evidence:
    return replace(evidence, prepared=match.answer, led=leads_rightly(planned.question, match))


def _with_nearest(planned: Plan, evidence: Evidence, match: Match | None, given: TurnInput) -> Evidence:
    """Return thin evidence with the answer that comes nearest, or with what may have been meant.

    An answer near a question for one thing (a figure, a name) that does not seem to tell it is none to it.
    """
    if planned.kind not in ("answer", "overview"):
        return evidence
    another = planned.request.act in FOR_ONE_THING
    if not evidence.thin and another and not evidence.corrections and evidence.claims:
        weak = evidence.claims[0][1].score < WEAKLY
        if weak and (strange := strange_words(planned.question, given.topic)):
            evidence = replace(evidence, thin=f"nothing written on it has the word {strange[0]!r}")
    if not evidence.thin:
        return evidence
    if named := naming(planned.question, evidence.claims, KEYWORD_CLAIMS):
        told = tuple(pair for pair in evidence.claims if pair[0] in named)
        return replace(evidence, thin="", claims=told)
    if match is None:
        return replace(evidence, choices=likely_meant(planned, given.wordings))
    if another and match.told < SURELY and not match.answer.absent:
        return replace(evidence, nearest=match.answer)
    return replace(_answered(evidence, planned, match), unsure=not match.answer.absent)


def _misread(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a "why" takes for given what is known to be a misreading."""
    argument_map = given.topic.argument_map
    if argument_map is None or planned.request.act != "reason":
        return False
    return misread(planned.question, argument_map) is not None


def _quotes(planned: Plan) -> bool:
    return planned.request.act == "quote" or planned.request.form.quote


def _in_an_interest(planned: Plan, topic: Topic) -> Plan:
    """Return a plan that argues where reasons are asked for in an interest that a case has words on."""
    side: Side = planned.request.side or "for"
    case = topic.playbook.cases.of(side) if topic.playbook else None
    if planned.kind != "answer" or planned.question.mode != "ask" or case is None:
        return planned
    return (
        replace(planned, kind="argue", side=side, mode=side) if asks_for_interest(planned, case) else planned
    )


def _met(planned: Plan, evidence: Evidence, given: TurnInput) -> tuple[Plan, Evidence]:
    """Return an argument with the block that meets what was said, for the side that has to meet it."""
    block = block_for(planned, given.blocks, evidence)
    if block is None:
        return planned, evidence
    side = other_side(block.side)
    if side != planned.side:
        planned = replace(planned, side=side, mode=side)
    return planned, replace(evidence, block=block)


def _alone(planned: Plan, given: TurnInput) -> Match | None:
    """Return the answer to a part that leans on another one, where it surely has one by itself."""
    own = replace(planned.request, text=planned.request.alone)
    question = replace(planned.question, text=planned.request.alone)
    match = _prepared(replace(planned, request=own, question=question), given)
    return match if match and match.sure and match.told >= SURELY else None


def _prepared(planned: Plan, given: TurnInput) -> Match | None:
    """Return the answer that may be given to a request, which the gate passes whole."""
    match = prepared_match(planned, given.wordings, given.topic.document)
    if match is None or planned.kind == "both" or (planned.kind == "self" and not match.verbatim):
        return None
    if asks_for_another(planned.question, planned.request.act, match, given.topic):
        return None
    if planned.kind == "outside" and not (match.verbatim or (match.sure and match.told >= SURELY)):
        return None
    if planned.kind in ("argue", "which case") and not _neutral(match, planned):
        return None
    if planned.talks and not match.sure:
        return None
    return match if passes(match.answer, given.topic) else None


def _neutral(match: Match, planned: Plan) -> bool:
    """Tell whether an argument is not what answers a message best: it asks for a fact, or what is granted."""
    acts = match.answer.acts
    if planned.question.mode == "ask":
        asked_of_the_opeds = planned.request.act not in WEAKNESSES or weak_side(planned) == "for"
        return planned.request.act in acts and asked_of_the_opeds
    return match.certain and (planned.request.act in FACTS & {*acts} or bool(GRANTS & {*acts}))


def _distinct(parts: Sequence[Assignment]) -> list[Assignment]:
    """Return the parts without those that an earlier one has answered.

    A part that leans on the one before asks for nothing else where it has no answer of its own; an order
    that has nothing to do with the piece is not followed.
    """
    kept: list[Assignment] = []
    for part in parts:
        answer = part.evidence.prepared
        again = answer is not None and any(other.evidence.prepared is answer for other in kept)
        idle = part.plan.request.leans and (answer is None or part.evidence.unsure)
        beside = bool(part.evidence.thin) and answer is None and not asks_something(part.plan.request.said)
        if not kept or not (again or idle or beside):
            kept.append(part)
    return kept


async def _resolve(question: Question, writer: Writer) -> tuple[Question, tuple[Usage, ...]]:
    """Return the question as it can be understood by itself, and what it took."""
    usages: list[Usage] = []
    async for piece in writer.resolve(question):
        if isinstance(piece, Usage):
            usages.append(piece)
        else:
            question = piece
    return question, tuple(usages)


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
        yield reply.say((SWAPS if current.taken == "swaps" else TAKES)[current.debate.side])


async def _write(reply: CheckedReply, given: TurnInput) -> AsyncGenerator[Event]:
    """Give what passes of the writer's statements, and withhold the others."""
    try:
        async with aclosing(_passing(reply, given.writer)) as passing:
            async for event in passing:
                yield event
        if given.spare and reply.only_asks:
            reply.failure = "the model answered with a question alone"
            yield reply.say(ONLY_ASKED)
        elif given.spare and reply.came_to_nothing:
            reply.failure = "no sentence of the model passed the check"
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
    """Say so where the model that was to judge did not, and its own sentences are shown nonetheless."""
    if reply.judging_failed and not reply.failure:
        yield reply.say(RULES_ALONE)


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
