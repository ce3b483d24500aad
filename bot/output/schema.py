"""A reply as data, ready for JSON: what `debate ask --json`, the API and feedback give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired

from typing_extensions import (
    TypedDict,
)  # pydantic, which tells the API of these, cannot read Python 3.11's own

from bot.debate.points import Point
from bot.debate.rationale import why
from bot.debate.state import Closing, Debate, Round
from bot.models.usage import Usage
from bot.request.history import Exchange
from bot.statement import Layout, Statement, StatementKind
from bot.turn.reply import Reply, Withheld
from knowledge.argument_map import Side
from knowledge.document import Passage


class StatementObject(TypedDict):
    """One sentence shown; `concession` stands only where it is one, `side` where a reply gives both sides.

    `layout` stands where it does not run on from the sentence before, `number` where it opens a
    numbered point.
    """

    kind: StatementKind
    text: str
    cites: list[int]
    concession: NotRequired[Literal[True]]
    side: NotRequired[Side]
    layout: NotRequired[Layout]
    number: NotRequired[int]


class WithheldObject(TypedDict):
    """One sentence not shown, and why."""

    text: str
    reason: str


class PassageObject(TypedDict):
    """One passage cited; `paragraph` counts from 1, and so does `page`, where the document has pages."""

    id: int
    paragraph: int
    text: str
    page: NotRequired[int]


class UsageObject(TypedDict):
    """What a model was used for: tokens read and written, and whether the answer was kept from before."""

    model: str
    tokens_in: int
    tokens_out: int
    cached: bool


class PointObject(TypedDict):
    """A point of the bot in a round: what of the argument map it says, and the claims that it is about."""

    id: str
    act: str
    about: list[str]
    text: str
    answers: str


class TurnedObject(TypedDict):
    """Two sentences of one side that contradict each other."""

    by: str
    first: str
    second: str
    reason: str


class RoundObject(TypedDict):
    """A round of a debate: which claims the reader's words rely on, what the bot answered and noticed.

    `stands` says that the bot had answered before and had nothing to add, `beside` that the op-ed has nothing
    on what was said; `why` tells why the move was made.
    """

    number: int
    form: str
    part: str
    relies_on: list[str]
    points: list[PointObject]
    stands: bool
    beside: bool
    contradictions: list[TurnedObject]
    why: list[str]


class SentenceObject(TypedDict):
    """A sentence of a debate with the passages that it cites."""

    text: str
    cites: list[int]


class ClosingObject(TypedDict):
    """What a debate has come to, in sentences of both sides, and the evidence that would settle it.

    `waits` is what the bot said last and the reader had not answered when he called for the closing.
    """

    granted_by_reader: list[SentenceObject]
    granted_by_bot: list[SentenceObject]
    dropped_by_reader: list[SentenceObject]
    dropped_by_bot: list[SentenceObject]
    waits: NotRequired[list[SentenceObject]]
    settled_by: list[str]


class ReplyObject(TypedDict):
    """The object that `debate ask --json` prints.

    `understood` stands where the question was not taken as it was typed; `usage` and `prompts` (a hash) where
    a model wrote, `checking` where one judged, `cost` (U.S. dollars, of both); `failure` where it did not
    write all of the reply; `round` and `closing` in a debate.
    """

    topic: str
    document: str
    mode: str
    side: str | None
    writer: str
    abstained: bool
    text: str
    statements: list[StatementObject]
    withheld: list[WithheldObject]
    passages: list[PassageObject]
    understood: NotRequired[str]
    usage: NotRequired[UsageObject]
    checking: NotRequired[UsageObject]
    cost: NotRequired[float]
    prompts: NotRequired[str]
    failure: NotRequired[str]
    round: NotRequired[RoundObject]
    closing: NotRequired[ClosingObject]


def as_object(reply: Reply) -> ReplyObject:
    """Return the reply as data, ready for JSON."""
    topic, question, usage = reply.evidence.topic, reply.plan.question, reply.usage
    data: ReplyObject = {
        "topic": topic.slug,
        "document": topic.document.sha256,
        "mode": reply.plan.mode,
        "side": reply.plan.side,
        "writer": reply.writer,
        "abstained": reply.abstained,
        "text": reply.text,
        "statements": [statement_object(statement) for statement in reply.statements],
        "withheld": [withheld_object(sentence) for sentence in reply.withheld],
        "passages": [passage_object(passage) for passage in reply.passages],
    }
    if question.words != question.text:
        data["understood"] = question.text
    if usage:
        data["usage"] = _usage_object(usage)
    if reply.checking:
        data["checking"] = _usage_object(reply.checking)
    if reply.spent:
        data["cost"] = round(reply.spent.dollars, 6)
    if reply.prompts:
        data["prompts"] = reply.prompts
    if reply.failure:
        data["failure"] = reply.failure
    if reply.round and reply.debate:
        data["round"] = _round_object(reply, reply.round, reply.debate)
        if reply.round.closing:
            data["closing"] = _closing_object(reply.round.closing)
    return data


def _usage_object(usage: Usage) -> UsageObject:
    return {
        "model": usage.model,
        "tokens_in": usage.tokens_in,
        "tokens_out": usage.tokens_out,
        "cached": usage.cached,
    }


def _round_object(reply: Reply, round_: Round, debate: Debate) -> RoundObject:
    argument_map = reply.evidence.topic.argument_map
    own = [point for point in debate.of("bot") if point.round == round_.number]
    return {
        "number": round_.number,
        "form": debate.form,
        "part": round_.part.kind,
        "relies_on": list(dict.fromkeys(claim for heard in round_.heard for claim in heard.claims[:1])),
        "points": [
            {
                "id": point.id,
                "act": point.act,
                "about": list(point.about),
                "text": point.text,
                "answers": debate.point(point.answers).text if point.answers else "",
            }
            for point in own
        ],
        "stands": round_.stands,
        "beside": round_.beside,
        "contradictions": [
            {
                "by": debate.point(pair.first).by,
                "first": debate.point(pair.first).text,
                "second": debate.point(pair.second).text,
                "reason": pair.reason,
            }
            for pair in round_.contradictions
        ],
        "why": why(round_, argument_map) if argument_map else [],
    }


def _closing_object(closing: Closing) -> ClosingObject:
    return {
        "granted_by_reader": _sentences(closing.granted_by_reader),
        "granted_by_bot": _sentences(closing.granted_by_bot),
        "dropped_by_reader": _sentences(closing.dropped_by_reader),
        "dropped_by_bot": _sentences(closing.dropped_by_bot),
        "waits": _sentences(closing.waits),
        "settled_by": list(closing.settled_by),
    }


def _sentences(points: Sequence[Point]) -> list[SentenceObject]:
    return [{"text": point.text, "cites": list(point.cites)} for point in points]


def statement_object(statement: Statement) -> StatementObject:
    """Return a sentence that was shown, as data."""
    data: StatementObject = {"kind": statement.kind, "text": statement.text, "cites": list(statement.cites)}
    if statement.concession:
        data["concession"] = True
    if statement.side:
        data["side"] = statement.side
    if statement.layout != "run on":
        data["layout"] = statement.layout
    if statement.number:
        data["number"] = statement.number
    return data


def statement_of(data: StatementObject) -> Statement:
    """Return the statement that an object describes."""
    return Statement(
        data["kind"],
        data["text"],
        tuple(data["cites"]),
        data.get("concession", False),
        side=data.get("side"),
        layout=data.get("layout", "run on"),
        number=data.get("number", 0),
    )


def passage_object(passage: Passage) -> PassageObject:
    """Return a passage, as data."""
    data: PassageObject = {"id": passage.id, "paragraph": passage.paragraph, "text": flat(passage.text)}
    if passage.page:
        data["page"] = passage.page
    return data


def withheld_object(sentence: Withheld) -> WithheldObject:
    """Return a sentence that was not shown, as data."""
    return {"text": sentence.statement.text, "reason": sentence.verdict.reason}


def exchange_of(asked: str, reply: ReplyObject) -> Exchange:
    """Return what later questions may lean on, of a question and its reply."""
    words = " ".join(statement["text"] for statement in reply["statements"])
    return Exchange(
        reply.get("understood", asked),
        words,
        reply["mode"],
        reply["side"],
        tuple(passage["id"] for passage in reply["passages"]),
        _points(reply["statements"]),
    )


def _points(statements: Sequence[StatementObject]) -> tuple[str, ...]:
    """Return what each point of a list says first, under its title; none where there are not several.

    What stands last and only says what is missing of them is none.
    """
    points: list[StatementObject] = []
    titled = False
    for statement in statements:
        if statement.get("layout") in ("bullet", "number") or statement.get("number"):
            points.append(statement)
        elif titled:
            points[-1] = statement
        titled = statement.get("layout") == "title" and bool(points)
    if points and points[-1]["kind"] == "critique" != points[0]["kind"]:
        points.pop()
    return tuple(point["text"] for point in points) if len(points) > 1 else ()


def flat(text: str) -> str:
    """Return the text on one line: passages may run over several."""
    return " ".join(text.split())
