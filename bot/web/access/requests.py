"""Every request: its id, which answers and log lines bear; how large it may be; how many there are at once.

Each is a line in the log.
"""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import BotError

HEADER = "X-Request-Id"
AT_ONCE = 1_000  # requests under way; what comes beyond them is told to come back
RETRY = 2  # seconds
LARGEST_HEAD = 32 << 10
LARGEST_BODY = 64 << 10
# the page sends its log with each event; a file is limited by its reader
LARGEST_BODIES = (("/gradio_api/", 4 << 20), ("/v1/", 1 << 20), ("/api/topics", 52 << 20))
_PROPOSED = re.compile(r"[A-Za-z0-9_.-]{8,64}")
_EXEMPT = ("/healthz", "/readyz")
_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger("bot.web.access")


class Busy(BotError):  # noqa: N818  # it reads as what is the matter
    """More is asked at once than this server answers in good time.

    `seconds` until it is worth another try.
    """

    def __init__(self, seconds: int = RETRY) -> None:
        super().__init__(f"many people are asking questions right now: try again in {seconds} seconds")
        self.seconds = seconds


def request_id() -> str:
    """Return the id of the request under way; a new one outside of any."""
    return _id.get() or uuid.uuid4().hex[:12]


def largest_body(path: str) -> int:
    """Return how many bytes a request to the path may have."""
    return next((most for prefix, most in LARGEST_BODIES if prefix in path), LARGEST_BODY)


class Requests:
    """The outermost part of the application."""

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE) -> None:
        self._app, self._most, self._under_way = app, at_once, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give it an id and pass it on; refuse what is too much or too many."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        proposed = headers.get(HEADER, "")
        id = proposed if _PROPOSED.fullmatch(proposed) else uuid.uuid4().hex[:12]
        token = _id.set(id)
        started, status, come, most = time.perf_counter(), 0, 0, largest_body(scope["path"])
        refused = False

        async def answered(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = id
            await send(message)

        async def unless_refused(message: MutableMapping[str, Any]) -> None:
            if not refused:
                await answered(message)

        async def counted() -> Message:  # a client need not say how much it will send
            nonlocal come, refused
            message = await receive()
            come += len(message.get("body", b""))
            if come <= most:
                return message
            if not refused and not status:
                await _too_large(answered, most)
            refused = True
            return {"type": "http.disconnect"}

        self._under_way += 1
        try:
            if self._under_way > self._most and not scope["path"].endswith(_EXEMPT):
                await _refused(answered, 503, str(Busy()), {"Retry-After": str(RETRY)})
            elif sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEAD:
                await _refused(
                    answered,
                    431,
                    f"the headers of this request are too long: send at most {LARGEST_HEAD >> 10} KiB",
                    {"Connection": "close"},
                )
            elif _length(headers) > most:
                await _too_large(answered, most)
            else:
                await self._app(scope, counted, unless_refused)
        except Exception:
            if not status:
                raise
            # it was told to the log where the answer was made
        finally:
            self._under_way -= 1
            _id.reset(token)
            if log.isEnabledFor(logging.INFO):
                took = round(1e3 * (time.perf_counter() - started), 1)
                line = {
                    "request": id,
                    "method": scope["method"],
                    "path": _route(scope),
                    "status": status,
                    "milliseconds": took,
                }
                log.info("%(method)s %(path)s %(status)s in %(milliseconds)s ms", line, extra=line)


def _route(scope: Scope) -> str:
    """Return the path as the route has it, `/api/conversations/{id}`.

    A whole one opens a chat, or holds what somebody typed.
    """
    return str(getattr(scope.get("route"), "path", "(no route)"))


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0


async def _too_large(send: Send, most: int) -> None:
    text = f"this is too much at once: send at most {most >> 10} KiB"
    await _refused(send, 413, text, {"Connection": "close"})


async def _refused(send: Send, status: int, text: str, headers: dict[str, str]) -> None:
    body = json.dumps({"error": f"{text[:1].upper()}{text[1:]}."}).encode()
    all_headers = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(name.lower().encode(), value.encode()) for name, value in all_headers.items()],
        }
    )
    await send({"type": "http.response.body", "body": body})
