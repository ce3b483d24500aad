"""The chat completions protocol of OpenAI: the model's name is a mode, or TOPIC/MODE.

The message carries the whole reply in `debate`.
"""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.responses import Response

from bot.debate.resume import recall
from bot.debate.state import Debate, Terms
from bot.errors import USER_ERRORS
from bot.models.usage import Usage
from bot.output.schema import as_object
from bot.request.question import MODES, Mode
from bot.statement import Statement
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.turn.turn import Event
from bot.web.access.caps import program_of
from bot.web.access.requests import request_id
from bot.web.api.errors import Missing, explained
from bot.web.api.protocol import CompletionRequest, Written, citations
from bot.web.service import Service

log = logging.getLogger(__name__)


def add_completions(app: FastAPI, service: Service) -> None:
    """Add `/v1/chat/completions` and `/v1/models`."""
    bots = service.bots

    @app.get("/v1/models", tags=["OpenAI"])
    def models(request: Request) -> dict[str, Any]:
        """List the modes, and TOPIC/MODE for each topic."""
        service.keys.check(request.headers.get("authorization", ""))
        return {"object": "list", "data": [_model(name) for name in _names(service.open_to(request))]}

    @app.get("/v1/models/{name:path}", tags=["OpenAI"])
    def model(request: Request, name: str) -> dict[str, Any]:
        """Describe one of them."""
        service.keys.check(request.headers.get("authorization", ""))
        if name not in _names(service.open_to(request)):
            raise _no_model(name)
        return _model(name)

    @app.post("/v1/chat/completions", response_model=None, tags=["OpenAI"])
    async def completions(request: Request, asking: CompletionRequest) -> Response:
        """Reply to the last message, all at once or as a stream."""
        key, cap = service.keys.check(request.headers.get("authorization", ""))
        slug, _, mode = asking.model.rpartition("/")
        if mode not in MODES or (slug and slug not in bots.slugs):
            raise _no_model(asking.model)
        service.origins.require(request, slug or bots.slugs[0])
        bot = await service.bot(slug or None)
        turn = service.enter(
            bot.turn(asking.question, mode, asking.history, asking.user or "", _debate(asking, bot))
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
    """Send a chunk for each statement that passed, the whole reply on the last one.

    A client that leaves ends the turn.
    """
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
        yield _failure(explained(exc, public=service.bots.settings.public))
    except Exception:
        number = request_id()
        log.exception("a stream failed", extra={"request": number})
        yield _failure(f"something went wrong; the log reference is {number}")
    yield "data: [DONE]\n\n"


def _debate(asking: CompletionRequest, bot: Bot) -> Debate | Terms | None:
    """Return the debate that the messages make, on the side and in the form that the request names."""
    if asking.debate is None or bot.topic.argument_map is None:
        return None
    terms = Terms(asking.debate.side, asking.debate.form)
    return recall(asking.history, bot.ground, terms) or terms


def _names(slugs: tuple[str, ...]) -> list[str]:
    modes: tuple[Mode, ...] = MODES
    return [*modes, *(f"{slug}/{mode}" for slug in slugs for mode in modes)]


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "policy-debate-bot"}


def _no_model(name: str) -> Missing:
    return Missing(
        f"there is no model {name!r}: give a mode ({', '.join(MODES)}) or TOPIC/MODE; /v1/models lists them",
        "model_not_found",
        "model",
    )


def _usage(reply: Reply) -> dict[str, int]:
    used = reply.spent or Usage("")
    return {
        "prompt_tokens": used.tokens_in,
        "completion_tokens": used.tokens_out,
        "total_tokens": used.tokens,
    }


def _head(model: str, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": model}


def _failure(message: str) -> str:
    return _event({"error": {"message": message, "type": "server_error", "param": None, "code": None}})


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
