"""The chat completions protocol of OpenAI: the model's name is a mode, or TOPIC/MODE; the message carries the whole reply in `debate`."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

from anyio import to_thread
from fastapi import FastAPI
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from bot.account import Account
from bot.build import Bot, Bots
from bot.debate import Debate, FormName
from bot.errors import USER_ERRORS
from bot.history import Exchange
from bot.objects import as_object
from bot.plan import answering_side
from bot.question import LONGEST, MODES
from bot.reply import Reply
from bot.rounds.recall import recall
from bot.statement import Statement
from bot.waiting import Turn
from bot.web.metrics import Metrics
from knowledge.argument_map import Side


class TextPart(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(extra="ignore")
    type: Literal["text"]
    text: str


class Message(BaseModel):
    """A message of the conversation."""

    model_config = ConfigDict(extra="ignore")
    role: str
    content: str | list[TextPart] = ""

    @property
    def text(self) -> str:
        """Its words."""
        return self.content if isinstance(self.content, str) else " ".join(part.text for part in self.content)


class Debating(BaseModel):
    """How a debate is to go: the bot's side, and the form. An addition to the protocol."""

    model_config = ConfigDict(extra="forbid")
    side: Side | None = None
    form: FormName = "free"


class Asking(BaseModel):
    """The request; what else the protocol knows (temperature and the like) has no meaning here and is passed over."""

    model_config = ConfigDict(extra="ignore")
    model: str
    messages: list[Message] = Field(min_length=1)
    stream: bool = False
    user: str = ""
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
        return [_exchange(asked.text, answer.text, mode) for asked, answer in pairs if asked.role == "user" and answer.role == "assistant"]


def add_completions(app: FastAPI, bots: Bots, metrics: Metrics) -> None:
    """`/v1/chat/completions` and `/v1/models`."""

    @app.get("/v1/models")
    def models() -> dict[str, Any]:
        names = [*MODES, *(f"{slug}/{mode}" for slug in bots.slugs for mode in MODES)]
        return {"object": "list", "data": [{"id": name, "object": "model", "created": 0, "owned_by": "policy-debate-bot"} for name in names]}

    @app.post("/v1/chat/completions", response_model=None)
    async def completions(asking: Asking) -> Response:
        slug, _, mode = asking.model.rpartition("/")
        if mode not in MODES or (slug and slug not in bots.slugs):
            return _error(404, f"no model {asking.model!r}: give a mode ({', '.join(MODES)}) or TOPIC/MODE; /v1/models lists them")
        try:
            bot = await to_thread.run_sync(bots.of, slug or None)  # the index of a topic may have to be built first
            turn = bot.turn(asking.question, mode, asking.history, asking.user, _debate(asking, bot, mode))
            if asking.stream:
                return StreamingResponse(_stream(asking.model, turn, metrics), media_type="text/event-stream")
            last = await turn.reply()
            metrics.count(last)
            reply = as_object(last)
        except USER_ERRORS as exc:
            return _error(400, str(exc))
        message = {"role": "assistant", "content": reply["text"], "annotations": [], "debate": reply}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        used = last.account or Account("")
        usage = {"prompt_tokens": used.tokens_in, "completion_tokens": used.tokens_out, "total_tokens": used.tokens}
        return JSONResponse({**_head(asking.model, "chat.completion"), "choices": [choice], "usage": usage})


async def _stream(model: str, turn: Turn, metrics: Metrics) -> AsyncIterator[str]:
    """A chunk for each statement that passed, the whole reply on the last one. A client that leaves ends the turn."""
    head = _head(model, "chat.completion.chunk")

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        return f"data: {json.dumps({**head, 'choices': [{'index': 0, 'delta': delta, 'finish_reason': finish, **more}]}, ensure_ascii=False)}\n\n"

    yield chunk({"role": "assistant", "content": ""})
    space = ""
    async for event in turn:
        if isinstance(event, Statement):
            yield chunk({"content": space + event.marked})
            space = " "
        elif isinstance(event, Reply):
            metrics.count(event)
            yield chunk({}, "stop", debate=as_object(event))
    yield "data: [DONE]\n\n"


def _exchange(question: str, reply: str, mode: str) -> Exchange:
    """An exchange with what the marks in a reply cite."""
    cites = tuple(dict.fromkeys(int(number) for number in re.findall(r"\[(\d{1,4})\]", reply)))
    return Exchange(question[:LONGEST], reply, mode, mode if mode in ("for", "against") else None, cites)


def _debate(asking: Asking, bot: Bot, mode: str) -> Debate | None:
    """The debate that the messages make, on the side and in the form that the request names."""
    if mode != "debate" or asking.debate is None or bot.topic.argument_map is None:
        return None
    side, form = asking.debate.side, asking.debate.form
    told = recall(asking.history, bot.topic.argument_map, side)
    return replace(told, form=form) if told else Debate(side or answering_side(asking.question), form)


def _head(model: str, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": model}


def _error(status: int, text: str) -> JSONResponse:
    return JSONResponse({"error": {"message": text, "type": "invalid_request_error", "param": None, "code": None}}, status_code=status)
