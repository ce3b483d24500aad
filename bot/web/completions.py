"""The chat completions protocol of OpenAI: the model's name is a mode, or TOPIC/MODE; the message carries the whole reply in `debate`."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.question import MODES
from bot.render import as_object
from bot.reply import Reply
from bot.statement import Statement


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


class Asking(BaseModel):
    """The request; what else the protocol knows (temperature and the like) has no meaning here and is passed over."""

    model_config = ConfigDict(extra="ignore")
    model: str
    messages: list[Message] = Field(min_length=1)
    stream: bool = False


def add_completions(app: FastAPI, bots: Bots) -> None:
    """`/v1/chat/completions` and `/v1/models`."""

    @app.get("/v1/models")
    def models() -> dict[str, Any]:
        names = [*MODES, *(f"{slug}/{mode}" for slug in bots.slugs for mode in MODES)]
        return {"object": "list", "data": [{"id": name, "object": "model", "created": 0, "owned_by": "policy-debate-bot"} for name in names]}

    @app.post("/v1/chat/completions", response_model=None)
    def completions(asking: Asking) -> Response:
        slug, _, mode = asking.model.rpartition("/")
        if mode not in MODES or (slug and slug not in bots.slugs):
            return _error(404, f"no model {asking.model!r}: give a mode ({', '.join(MODES)}) or TOPIC/MODE; /v1/models lists them")
        question = next((message.text for message in reversed(asking.messages) if message.role == "user"), "")
        try:
            bot = bots.of(slug or None)
            if asking.stream:
                events = bot.stream(question, mode)
                first = next(events)  # what is wrong with the question shows here, while there is still a status to give
                return StreamingResponse(_stream(asking.model, first, events), media_type="text/event-stream")
            reply = as_object(bot.reply(question, mode))
        except USER_ERRORS as exc:
            return _error(400, str(exc))
        message = {"role": "assistant", "content": reply["text"], "annotations": [], "debate": reply}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
        return JSONResponse({**_head(asking.model, "chat.completion"), "choices": [choice], "usage": usage})


def _stream(model: str, first: object, events: Iterator[object]) -> Iterator[str]:
    """A chunk for each statement that passed, the whole reply on the last one."""
    head = _head(model, "chat.completion.chunk")

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        return f"data: {json.dumps({**head, 'choices': [{'index': 0, 'delta': delta, 'finish_reason': finish, **more}]}, ensure_ascii=False)}\n\n"

    yield chunk({"role": "assistant", "content": ""})
    space = ""
    for event in (first, *events):
        if isinstance(event, Statement):
            yield chunk({"content": space + event.marked})
            space = " "
        elif isinstance(event, Reply):
            yield chunk({}, "stop", debate=as_object(event))
    yield "data: [DONE]\n\n"


def _head(model: str, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": model}


def _error(status: int, text: str) -> JSONResponse:
    return JSONResponse({"error": {"message": text, "type": "invalid_request_error", "param": None, "code": None}}, status_code=status)
