"""Readers who are known: a proxy that has asked them who they are says so in a header.

Without it, nobody is let in. Whoever reaches the server can send any header: the name is believed where one
of the server's own proxies brings it, once.
"""

from __future__ import annotations

import logging
from base64 import urlsafe_b64encode
from hashlib import sha256

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import BotError
from bot.web.access.paths import path_within
from bot.web.access.proxies import by_proxy

_OPEN = ("/healthz", "/readyz")
log = logging.getLogger(__name__)


class NotYours(BotError):  # noqa: N818  # it reads as what is the matter
    """Somebody else's conversation."""

    def __init__(self) -> None:
        super().__init__(
            "this chat is somebody else's: only the person who started it can rename, share or delete it"
        )


class Login:
    """Asks each request for the header; the reader's chats are those of that name, on whichever device."""

    def __init__(self, app: ASGIApp, header: str) -> None:
        self._app, self._header = app, header
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what bears a name."""
        if scope["type"] not in ("http", "websocket") or path_within(scope) in _OPEN:
            await self._app(scope, receive, send)
            return
        names = Headers(scope=scope).getlist(self._header)
        if names and not by_proxy(HTTPConnection(scope)):
            self._tell()
            names = []
        # of several, one may be the reader's own invention
        name = names[0].strip() if len(names) == 1 else ""
        if name:
            scope["state"]["visitor"] = urlsafe_b64encode(sha256(name.encode()).digest()).decode().rstrip("=")
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            text = "You are not logged in: open this through the site's own address."
            await JSONResponse({"error": text}, 401)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            log.warning(
                "a login came from an address that FORWARDED_ALLOW_IPS does not name, and was "
                "rejected: add your proxy's address there"
            )


def require_proxies(header: str | None, proxies: str) -> None:
    """Raise BotError where a name would be believed from anybody."""
    if header and "*" in proxies:
        raise BotError(
            f"anyone who reaches this server could send {header}: name your proxy's address or "
            "network in FORWARDED_ALLOW_IPS instead of *"
        )


def login_of(request: HTTPConnection) -> str:
    """Return the token of the reader who is logged in; "" for nobody."""
    return str(request.scope.get("state", {}).get("visitor", ""))
