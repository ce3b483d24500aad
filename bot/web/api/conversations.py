"""Kept conversations over HTTP: begun, gone on with, read again, shared, renamed, exported, deleted.

Whoever has a conversation's id may do all of it; where readers are logged in, only its owner may rename,
share and delete it. A visitor's list needs the visitor's token.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Literal

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from bot.debate.formats import FormName
from bot.errors import USER_ERRORS
from bot.evidence.follow_ups import follow_ups
from bot.output.exports import EXPORTS, ExportedTurn
from bot.output.schema import ReplyObject, as_object, statement_object, withheld_object
from bot.request.question import Manner, Mode
from bot.request.request import LONGEST
from bot.statement import Statement
from bot.store.conversations import Conversation
from bot.store.feedback import FeedbackVerdict
from bot.turn.reply import Mending, Reply
from bot.web.access.caps import caller_of
from bot.web.access.login import NotYours, login_of
from bot.web.access.visitors import visitor_of
from bot.web.api.conversation_objects import (
    ConversationObject,
    SharedObject,
    SummaryObject,
    conversation_object,
    shared_object,
    summary_object,
)
from bot.web.api.errors import Missing, explained, no_topic
from bot.web.page import debate_panel as debating
from bot.web.page.chat_log import chat_of, talk_so_far
from bot.web.page.reader_feedback import LONGEST_NOTE
from bot.web.service import AskedQuestion, Served, Talk
from knowledge.argument_map import Side

TYPES = {
    "md": "text/markdown; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Beginning(_Body):
    """What a conversation is about; by default the topic of the settings."""

    topic: str | None = None


class TurnRequest(_Body):
    """A question. In a debate that begins, `side` is the reader's and `form` its format.

    `writer` asks for the embedded one alone, `english` for English alone, `strict` for a second judge over
    each sentence.
    """

    text: str = Field(min_length=1, max_length=LONGEST * 4)
    mode: Mode = "ask"
    side: Side | None = None
    form: FormName = "free"
    writer: Literal["any", "embedded"] = "any"
    english: bool = False
    strict: bool = False

    @property
    def asked(self) -> AskedQuestion:
        """The question with how it is to be answered."""
        return AskedQuestion(
            self.text,
            self.mode,
            self.side,
            self.form,
            Manner(self.writer == "embedded", self.english, self.strict),
        )


class ConversationRenaming(_Body):
    """Another title."""

    title: str


class Saying(_Body):
    """A reader's word on a reply."""

    said: Literal["good", "bad", "not in the text", "wrong passage", "wrong side", "missing", "other"]
    note: str = Field("", max_length=LONGEST_NOTE)


class Contesting(_Body):
    """The place of the sentence among the reply's statements, from 0."""

    statement: int = Field(ge=0)


class OutcomeObject(TypedDict):
    """What another judge says of a contested sentence."""

    upheld: bool
    text: str


class NextObject(TypedDict):
    """What could be said next."""

    next: list[str]


router = APIRouter(tags=["conversations"])


async def conversation_of(request: Request, service: Served, id: str) -> Conversation:
    """Return the conversation of the path, where whoever asks may use its topic."""
    conversation = await to_thread.run_sync(service.kept.get, id)
    service.origins.require(request, conversation.topic)
    return conversation


The = Annotated[Conversation, Depends(conversation_of)]


async def own_conversation_of(request: Request, service: Served, conversation: The) -> Conversation:
    """Return the conversation of the path.

    NotYours for another reader than the one who is logged in.
    """
    login = service.bots.settings.login_header is not None
    if login and not await to_thread.run_sync(service.kept.belongs_to, conversation.id, login_of(request)):
        raise NotYours
    return conversation


OwnConversation = Annotated[Conversation, Depends(own_conversation_of)]


async def turn_of(conversation: The, number: int) -> tuple[Conversation, str, Mode, ReplyObject]:
    """Return the whole turn of the path."""
    for turn in conversation.turns:
        if turn.number == number and turn.reply:
            return conversation, turn.asked, turn.mode, turn.reply
    raise Missing(f"this conversation has no reply {number}")


StoredTurn = Annotated[tuple[Conversation, str, Mode, ReplyObject], Depends(turn_of)]


async def talk_of(request: Request, service: Served, conversation: The, asking: TurnRequest) -> Talk:
    """Begin the turn that is asked for."""
    return await service.begin(conversation, asking.asked, caller_of(request))


@router.post("/api/conversations", status_code=201)
async def begin(service: Served, request: Request, beginning: Beginning) -> ConversationObject:
    """Begin a conversation."""
    slug = beginning.topic or service.bots.slugs[0]
    if slug not in service.bots.slugs:
        raise no_topic(request, service, slug)
    service.origins.require(request, slug)
    await service.caps.count_all(caller_of(request))
    return conversation_object(await to_thread.run_sync(service.kept.begin, slug, visitor_of(request)))


@router.get("/api/conversations")
async def conversations(service: Served, request: Request, search: str = "") -> list[SummaryObject]:
    """List the visitor's conversations, the last one first."""
    return [
        summary_object(summary)
        for summary in await to_thread.run_sync(service.kept.of, visitor_of(request), search)
    ]


@router.delete("/api/conversations")
async def delete_all(service: Served, request: Request) -> dict[str, int]:
    """Delete everything that is kept of the visitor."""
    return {"deleted": await to_thread.run_sync(service.kept.delete_all_of, visitor_of(request))}


@router.get("/api/conversations/{id}")
async def read(conversation: The) -> ConversationObject:
    """Read a conversation with all its turns."""
    return conversation_object(conversation)


@router.patch("/api/conversations/{id}")
async def rename(
    service: Served, conversation: OwnConversation, renaming: ConversationRenaming
) -> SummaryObject:
    """Give it another title."""
    return summary_object(await to_thread.run_sync(service.kept.rename, conversation.id, renaming.title))


@router.delete("/api/conversations/{id}", status_code=204, response_class=Response)
async def delete(service: Served, conversation: OwnConversation) -> None:
    """Delete it, with its turns and what was said of them."""
    await to_thread.run_sync(service.kept.delete, conversation.id)


@router.post("/api/conversations/{id}/turns", response_class=EventSourceResponse)
async def ask(talk: Annotated[Talk, Depends(talk_of)]) -> AsyncIterator[ServerSentEvent]:
    """Ask.

    Events: `statement` and `withheld` as they come, `mending` while a sentence is written again, then `reply`
    with the number of the turn; or `error` with a sentence.
    """
    try:
        async for event in talk:
            if isinstance(event, Statement):
                yield ServerSentEvent(event="statement", data=statement_object(event))
            elif isinstance(event, Reply):
                yield ServerSentEvent(event="reply", data={"number": talk.number, "reply": as_object(event)})
            elif isinstance(event, Mending):
                yield ServerSentEvent(event="mending", data={"after": event.after})
            else:
                yield ServerSentEvent(event="withheld", data=withheld_object(event))
    except USER_ERRORS as exc:
        yield ServerSentEvent(
            event="error", data={"error": explained(exc, public=talk.service.bots.settings.public)}
        )


@router.get("/api/conversations/{id}/next")
async def say_next(service: Served, conversation: The, mode: Mode = "ask") -> NextObject:
    """Offer up to three things to say next in a mode; nothing once a debate is closed."""
    topic = (await to_thread.run_sync(service.bots.of, conversation.topic)).topic
    debate, replies = conversation.debate, chat_of(conversation, topic, model=False).replies
    if mode == "debate" and debate and debate.closed:
        return {"next": []}
    talk = talk_so_far(replies, debate.reader if debate else None)
    return {"next": list(await to_thread.run_sync(follow_ups, topic, mode, talk))}


@router.delete("/api/conversations/{id}/debate", status_code=204, response_class=Response)
async def end_debate(service: Served, conversation: The) -> None:
    """Let the next turn begin a new debate."""
    await to_thread.run_sync(service.kept.end_debate, conversation.id)


@router.post("/api/conversations/{id}/turns/{number}/feedback", status_code=204, response_class=Response)
async def say(service: Served, request: Request, answered: StoredTurn, saying: Saying) -> None:
    """Say what a reply is worth; it can become an evaluation case."""
    await service.caps.count_all(caller_of(request))
    conversation, asked, mode, reply = answered
    verdict: FeedbackVerdict = saying.said
    await to_thread.run_sync(
        lambda: service.bots.store.feedback.add(
            verdict, asked, mode, reply, note=saying.note.strip(), conversation=conversation.id
        )
    )


@router.post("/api/conversations/{id}/turns/{number}/contest")
async def contest(
    service: Served, request: Request, answered: StoredTurn, contesting: Contesting
) -> OutcomeObject:
    """Have a sentence judged again, by another judge."""
    conversation, asked, mode, reply = answered
    if contesting.statement >= len(reply["statements"]):
        raise Missing(f"this reply has no statement {contesting.statement}")
    await service.caps.count_all(caller_of(request))  # a model may be paid for it
    text, outcome = await debating.contested(service.bots, reply, contesting.statement)
    keep = service.bots.store.feedback.add
    await to_thread.run_sync(
        lambda: keep(
            "contested",
            asked,
            mode,
            reply,
            sentence=text,
            upheld=outcome.upheld,
            outcome=outcome.reason,
            conversation=conversation.id,
        )
    )
    return {"upheld": outcome.upheld, "text": outcome.text}


@router.post("/api/conversations/{id}/share")
async def share(service: Served, conversation: OwnConversation) -> dict[str, str]:
    """Make a link to read it: `/shared/TOKEN`. The same one until it is revoked."""
    return {"shared": await to_thread.run_sync(service.kept.share, conversation.id)}


@router.delete("/api/conversations/{id}/share", status_code=204, response_class=Response)
async def revoke(service: Served, conversation: OwnConversation) -> None:
    """End that link for good."""
    await to_thread.run_sync(service.kept.revoke, conversation.id)


@router.get("/api/conversations/{id}/files/{name}", response_class=Response)
async def take(service: Served, conversation: The, name: str) -> Response:
    """Download it, as one of: conversation, flow or cards, in .md, .json, .csv, .html or .docx."""
    if name not in EXPORTS:
        raise Missing(f"there is no file {name!r}; choose one of: {', '.join(EXPORTS)}")
    turns = [ExportedTurn(turn.asked, turn.reply) for turn in conversation.turns if turn.reply]
    content = await to_thread.run_sync(
        debating.exported, service.bots, conversation.topic, conversation.debate, turns, name
    )
    media = TYPES[name.rpartition(".")[2]]
    return Response(
        content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.get("/api/shared/{token}")
async def shared(service: Served, token: str) -> SharedObject:
    """Read what a read-only link shows."""
    return shared_object(await to_thread.run_sync(service.kept.shared, token))
