"""The chat completions protocol of OpenAI: the model's name is a mode, or TOPIC/MODE; the message carries the whole reply in `debate`.

A sentence is never cut: where `max_tokens` or `stop` end a reply, they end it before the sentence that would go beyond them, since half a sentence can
say what its passage does not.
"""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from bot.debate.recall import recall
from bot.debate.state import Debate, FormName
from bot.errors import USER_ERRORS
from bot.models.usage import Usage
from bot.output.schema import as_object
from bot.request.history import Exchange
from bot.request.plan import answering_side
from bot.request.question import LONGEST, MODES, Mode
from bot.statement import Statement
from bot.statement.marking import following
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.turn.turn import Event
from bot.web.access.caps import program_of
from bot.web.access.requests import request_id
from bot.web.api.errors import Missing, explained
from bot.web.service import Service
from knowledge.argument_map import Side

log = logging.getLogger(__name__)
CHOICES = 8  # of one request, at most
CHARACTERS = 4  # of English text in a token, about
_MARK = re.compile(r"\[(\d{1,4})\]")


class ContentPart(BaseModel):
    """A part of a message; only text is read."""

    model_config = ConfigDict(extra="ignore")
    type: str = "text"
    text: str = ""


class ChatMessage(BaseModel):
    """A message of the conversation."""

    model_config = ConfigDict(extra="ignore")
    role: str
    content: str | list[ContentPart] | None = ""

    @property
    def text(self) -> str:
        """Its words."""
        return (
            self.content or ""
            if not isinstance(self.content, list)
            else " ".join(part.text for part in self.content if part.type == "text")
        )


class Debating(BaseModel):
    """The bot's side of a debate and its form; an addition to the protocol."""

    model_config = ConfigDict(extra="forbid")
    side: Side | None = None
    form: FormName = "free"


class StreamOptions(BaseModel):
    """What comes in a stream besides."""

    model_config = ConfigDict(extra="ignore")
    include_usage: bool = False


class CompletionRequest(BaseModel):
    """The request; what else the protocol knows (temperature and the like) has no meaning here and is passed over."""

    model_config = ConfigDict(extra="ignore")
    model: str
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=1, ge=1, le=CHOICES)
    max_tokens: int | None = Field(default=None, ge=1)
    max_completion_tokens: int | None = Field(default=None, ge=1)
    stop: str | list[str] | None = None
    user: str | None = ""
    debate: Debating | None = None

    @property
    def question(self) -> str:
        """What the reader said last."""
        return next((message.text for message in reversed(self.messages) if message.role == "user"), "")

    @property
    def history(self) -> list[Exchange]:
        """What was said before it, as the client tells it."""
        told = [message for message in self.messages if message.role in ("user", "assistant")]
        last = max((number for number, message in enumerate(told) if message.role == "user"), default=0)
        mode = self.model.rpartition("/")[2]
        pairs = pairwise(told[:last])
        return [
            _exchange(asked.text, answer.text, mode)
            for asked, answer in pairs
            if asked.role == "user" and answer.role == "assistant"
        ]

    @property
    def bounds(self) -> Bounds:
        """Where the reply ends at the latest."""
        tokens = [limit for limit in (self.max_completion_tokens, self.max_tokens) if limit]
        stops = (self.stop,) if isinstance(self.stop, str) else tuple(self.stop or ())
        return Bounds(min(tokens, default=0) * CHARACTERS, tuple(one for one in stops if one))


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most characters, 0 for any number, and the words before which a reply stops."""

    characters: int = 0
    stops: tuple[str, ...] = ()

    def ends(self, before: str, sentence: str) -> Literal["length", "stop"] | None:
        """Why the sentence is not given any more behind what was given `before`; None where it is."""
        if any(stop in sentence for stop in self.stops):
            return "stop"
        return "length" if self.characters and len(before) + len(sentence) > self.characters else None


class Written:
    """A message in the making: its text and why it ended."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.text = ""
        self.finish: Literal["length", "stop"] | None = None

    def add(self, statement: Statement) -> str:
        """What the statement adds to the text; "" once it has ended."""
        added = following(self.text, statement.marked)
        self.finish = self.finish or self._bounds.ends(self.text, added)
        if self.finish:
            return ""
        self.text += added
        return added


def add_completions(app: FastAPI, service: Service) -> None:
    """`/v1/chat/completions` and `/v1/models`."""
    bots = service.bots

    @app.get("/v1/models", tags=["OpenAI"])
    def models(request: Request) -> dict[str, Any]:
        """The modes, and TOPIC/MODE for each topic."""
        service.keys.check(request.headers.get("authorization", ""))
        return {"object": "list", "data": [_model(name) for name in _names(service.open_to(request))]}

    @app.get("/v1/models/{name:path}", tags=["OpenAI"])
    def model(request: Request, name: str) -> dict[str, Any]:
        """One of them."""
        service.keys.check(request.headers.get("authorization", ""))
        if name not in _names(service.open_to(request)):
            raise _no_model(name)
        return _model(name)

    @app.post("/v1/chat/completions", response_model=None, tags=["OpenAI"])
    async def completions(request: Request, asking: CompletionRequest) -> Response:
        """A reply to the last message, all at once or as a stream."""
        key, cap = service.keys.check(request.headers.get("authorization", ""))
        slug, _, mode = asking.model.rpartition("/")
        if mode not in MODES or (slug and slug not in bots.slugs):
            raise _no_model(asking.model)
        service.origins.require(request, slug or bots.slugs[0])
        bot = await service.bot(slug or None)
        turn = service.enter(
            bot.turn(asking.question, mode, asking.history, asking.user or "", _debate(asking, bot, mode))
        )
        await service.caps.count("key", key, cap) if cap else None
        await service.caps.count_all(program_of(request, key))
        documents = f"{str(request.base_url).rstrip('/')}/documents/{bot.topic.slug}"
        if asking.stream:
            return StreamingResponse(
                _stream(asking, service.events(turn, bot.topic.slug, mode), service, documents),
                media_type="text/event-stream",
                headers={"Cache-Control": "no-store"},
            )
        started = time.perf_counter()
        *_, last = [event async for event in service.events(turn, bot.topic.slug, mode)]
        assert isinstance(last, Reply)
        service.metrics.count(last, time.perf_counter() - started)
        written = Written(asking.bounds)
        for statement in last.statements:
            written.add(statement)
        message = {
            "role": "assistant",
            "content": written.text,
            "refusal": None,
            "annotations": citations(written.text, documents),
            "debate": as_object(last),
        }
        choices = [
            {"index": index, "message": message, "logprobs": None, "finish_reason": written.finish or "stop"}
            for index in range(asking.n or 1)
        ]
        return JSONResponse(
            {**_head(asking.model, "chat.completion"), "choices": choices, "usage": _usage(last)}
        )


async def _stream(
    asking: CompletionRequest, events: AsyncGenerator[Event], service: Service, documents: str
) -> AsyncIterator[str]:
    """A chunk for each statement that passed, the whole reply on the last one. A client that leaves ends the turn."""
    head = _head(asking.model, "chat.completion.chunk")
    usage = {"usage": None} if asking.stream_options and asking.stream_options.include_usage else {}

    def chunks(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choices = (
            {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish, **more}
            for index in range(asking.n or 1)
        )
        return "".join(_event({**head, "choices": [choice], **usage}) for choice in choices)

    yield chunks({"role": "assistant", "content": ""})
    written = Written(asking.bounds)
    started = time.perf_counter()
    try:
        async with aclosing(events):
            async for event in events:
                if isinstance(event, Statement):
                    if added := written.add(event):
                        yield chunks({"content": added})
                elif isinstance(event, Reply):
                    service.metrics.count(event, time.perf_counter() - started)
                    yield chunks(
                        {"annotations": citations(written.text, documents)},
                        written.finish or "stop",
                        debate=as_object(event),
                    )
                    if usage:
                        yield _event({**head, "choices": [], "usage": _usage(event)})
    except USER_ERRORS as exc:
        yield _event(
            {
                "error": {
                    "message": explained(exc, public=service.bots.settings.public),
                    "type": "server_error",
                    "param": None,
                    "code": None,
                }
            }
        )
    except Exception:
        number = request_id()
        log.exception("a stream failed", extra={"request": number})
        yield _event(
            {
                "error": {
                    "message": f"something went wrong here; the log has it as {number}",
                    "type": "server_error",
                    "param": None,
                    "code": None,
                }
            }
        )
    yield "data: [DONE]\n\n"


def citations(text: str, documents: str) -> list[dict[str, Any]]:
    """Each citation mark of the text as an annotation that links to its passage; indices count characters, the end is exclusive."""
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": found.start(),
                "end_index": found.end(),
                "title": f"Passage {found[1]}",
                "url": f"{documents}#passage-{found[1]}",
            },
        }
        for found in _MARK.finditer(text)
    ]


def _exchange(question: str, reply: str, mode: str) -> Exchange:
    """An exchange with what the marks in a reply cite."""
    cites = tuple(dict.fromkeys(int(number) for number in _MARK.findall(reply)))
    return Exchange(question[:LONGEST], reply, mode, mode if mode in ("for", "against") else None, cites)


def _debate(asking: CompletionRequest, bot: Bot, mode: str) -> Debate | None:
    """The debate that the messages make, on the side and in the form that the request names."""
    if mode != "debate" or asking.debate is None or bot.topic.argument_map is None:
        return None
    side, form = asking.debate.side, asking.debate.form
    told = recall(asking.history, bot.topic.argument_map, side)
    return replace(told, form=form) if told else Debate(side or answering_side(asking.question), form)


def _names(slugs: tuple[str, ...]) -> list[str]:
    modes: tuple[Mode, ...] = MODES
    return [*modes, *(f"{slug}/{mode}" for slug in slugs for mode in modes)]


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "policy-debate-bot"}


def _no_model(name: str) -> Missing:
    return Missing(
        f"no model {name!r}: give a mode ({', '.join(MODES)}) or TOPIC/MODE; /v1/models lists them",
        "model_not_found",
        "model",
    )


def _usage(reply: Reply) -> dict[str, int]:
    used = reply.usage or Usage("")
    return {
        "prompt_tokens": used.tokens_in,
        "completion_tokens": used.tokens_out,
        "total_tokens": used.tokens,
    }


def _head(model: str, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": model}


def _event(given: dict[str, Any]) -> str:
    return f"data: {json.dumps(given, ensure_ascii=False)}\n\n"
