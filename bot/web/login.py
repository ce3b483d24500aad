"""Readers who are known: a proxy that has asked them who they are says so in a header; without it, nobody is let in."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_OPEN = ("/healthz", "/readyz")


class Login:
    """Asks each request for the header; the reader's chats are those of that name, on whichever device."""

    def __init__(self, app: ASGIApp, header: str) -> None:
        self._app, self._header = app, header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what bears a name."""
        if scope["type"] not in ("http", "websocket") or scope["path"].removeprefix(scope.get("root_path", "")) in _OPEN:
            await self._app(scope, receive, send)
            return
        name = Headers(scope=scope).get(self._header, "").strip()
        if not name:
            if scope["type"] == "http":
                await JSONResponse({"error": "You are not logged in: open this through the site's own address."}, 401)(scope, receive, send)
            return
        scope.setdefault("state", {})["visitor"] = urlsafe_b64encode(sha256(name.encode()).digest()).decode().rstrip("=")
        await self._app(scope, receive, send)
