"""Who visits: a random token in a cookie of our own pages, or in a header where the widget keeps it.

It opens the visitor's list of conversations.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.access.login import login_of
from bot.web.access.paths import path_within

VISITOR = "visitor"
HEADER = "X-Visitor"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")
_YEAR = 365 * 24 * 3600


def visitor_of(request: HTTPConnection) -> str:
    """Return the visitor's token; "" for nobody. The header goes before the cookie."""
    if known := login_of(request):
        return known
    token = request.headers.get(HEADER) or request.cookies.get(VISITOR, "")
    return token if _TOKEN.fullmatch(token) else ""


class Visitors:
    """Gives whoever opens the chat page a token, where there is none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer's first message gets the cookie."""
        request = Request(scope) if scope["type"] == "http" else None
        if (
            request is None
            or request.method != "GET"
            or path_within(scope) not in ("", "/")
            or _TOKEN.fullmatch(request.cookies.get(VISITOR, ""))
        ):
            await self._app(scope, receive, send)
            return
        cookie = Response()
        path = scope.get("root_path") or "/"
        cookie.set_cookie(
            VISITOR,
            secrets.token_urlsafe(24),
            max_age=_YEAR,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
            path=path,
        )

        async def with_cookie(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Set-Cookie", cookie.headers["set-cookie"])
            await send(message)

        await self._app(scope, receive, with_cookie)
