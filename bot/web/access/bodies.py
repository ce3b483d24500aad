"""What requests bring: text that can be written down.

Half of a surrogate pair, or a NUL, breaks whatever keeps or sends it later.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.api.errors import answer

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s\";]*)", re.IGNORECASE)
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_BODILESS = ("GET", "HEAD", "OPTIONS")
NOT_UTF8, HALF, NUL = (
    "is not UTF-8: send it as UTF-8",
    "contains half of a surrogate pair: send whole characters",
    "contains a NUL character: leave it out",
)


def fault_of(body: bytes) -> str:
    """Return what is wrong with the text of a JSON body; "" for nothing."""
    try:
        text = body.decode()
    except UnicodeDecodeError:  # Python's own reader would take halves of pairs as they stand
        return NOT_UTF8
    half = -1  # where the second half of a pair has to follow
    for escape in _ESCAPE.finditer(text) if "\\u" in text else ():
        code = int(escape[1], 16) if escape[1] else -1
        second = 0xDC00 <= code <= 0xDFFF
        if second != (half >= 0) or (second and escape.start() != half):
            return HALF
        half = escape.end() if 0xD800 <= code <= 0xDBFF else -1
        if code == 0:
            return NUL
    return HALF if half >= 0 else ""


class Bodies:
    """Refuses what is no text, before anybody reads it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the body that was read, or answer what is wrong with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body: list[Message] = []
        fault = NUL if "\0" in scope["path"] or b"%00" in scope["query_string"] else ""
        where = "the address of this request" if fault else "the body of this request"
        kind = Headers(scope=scope).get("content-type", "")
        charset = _CHARSET.search(kind)
        if charset and charset[1].lower() not in ("utf-8", "utf8"):
            fault = fault or NOT_UTF8
        elif not fault and scope["method"] not in _BODILESS and not kind.lower().startswith(_FORMS):
            body = await _whole(receive)
            fault = fault_of(b"".join(message.get("body", b"") for message in body))
        if fault:
            await answer(Request(scope), 400, f"{where} {fault}")(scope, receive, send)
            return
        waiting = iter(body)

        async def replayed() -> Message:
            return next(waiting, None) or await receive()

        await self._app(scope, replayed, send)


async def _whole(receive: Receive) -> list[Message]:
    """Receive all messages of a body, or those before the client left."""
    body = [await receive()]
    while body[-1].get("more_body"):
        body.append(await receive())
    return body
