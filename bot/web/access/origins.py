"""Which other sites may show the widget and call the API.

None but this machine's own, until a setting names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import BotError

LOCAL = ("http://localhost", "https://localhost", "http://127.0.0.1", "https://127.0.0.1")
_RULE = re.compile(
    r"(?:(?P<topic>[^\s=:/]+)=)?(?P<origin>https?://(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?)/?", re.IGNORECASE
)
_ALLOWED_METHODS = "GET, POST, PATCH, DELETE, OPTIONS"
# a script that any page may load; it shows nothing where the origin is not allowed
_FOR_ALL = ("/widget.js",)


class RefusedOrigin(BotError):  # noqa: N818  # it reads as what is the matter
    """A site asks that the settings do not name."""

    def __init__(self, origin: str, topic: str | None = None) -> None:
        what = f"“{topic}”" if topic else "this server"
        super().__init__(f"{origin} may not use {what}: its publisher can allow it in DEBATE_ORIGINS")


@dataclass(frozen=True)
class Origins:
    """The origins that the settings allow: for all topics (the key ""), and for one.

    `here` allows this machine's own, too.
    """

    rules: tuple[tuple[str, str], ...] = ()
    here: bool = True

    @classmethod
    def of(cls, setting: str, *, here: bool = True) -> Origins:
        """Read `ORIGIN` and `TOPIC=ORIGIN`, separated by spaces or commas.

        BotError names what is no origin.
        """
        rules = []
        for part in re.split(r"[\s,]+", setting.strip()):
            rule = _RULE.fullmatch(part)
            if part and not rule:
                raise BotError(
                    f"DEBATE_ORIGINS contains {part!r}: give https://host, https://*.host, or "
                    "TOPIC=https://host, without a path"
                )
            if rule:
                rules.append((rule["topic"] or "", rule["origin"].lower()))
        return cls(tuple(rules), here)

    def allowed(self, origin: str, topic: str | None = None) -> bool:
        """Return whether a site may use the topic; without one, any topic."""
        scheme, _, host = origin.lower().partition("://")
        if self.here and f"{scheme}://{host.rsplit(':', 1)[0]}" in LOCAL:
            return True
        return any(_matches(origin.lower(), rule) for rule in self._of(topic))

    def named(self, origin: str) -> bool:
        """Return whether the settings themselves name a site, for all topics."""
        return any(not slug and _matches(origin.lower(), rule) for slug, rule in self.rules)

    def ancestors(self, topic: str) -> str:
        """Return the sources of the header that says who may frame the widget."""
        return " ".join(["'self'", *(f"{local}:*" for local in LOCAL if self.here), *self._of(topic)])

    def require(self, request: Request, topic: str) -> None:
        """Raise RefusedOrigin where a site asks for a topic that it may not use."""
        origin = request.headers.get("origin", "")
        if origin and not own(origin, request.headers) and not self.allowed(origin, topic):
            raise RefusedOrigin(origin, topic)

    def _of(self, topic: str | None) -> Iterable[str]:
        return [origin for slug, origin in self.rules if topic is None or slug in ("", topic)]


def own(origin: str, headers: Headers) -> bool:
    """Return whether the origin is the one that was asked.

    By its host: behind a proxy the scheme may differ.
    """
    host = headers.get("host")
    return host is not None and urlsplit(origin).netloc.lower() == host.lower()


def _matches(origin: str, rule: str) -> bool:
    return fnmatchcase(origin, rule.replace("[", "[[]"))


class Gatekeeper:
    """Answers other sites.

    With the headers that let their scripts read where they are allowed, with a refusal where they are not.
    """

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what an allowed site, or no site, asks."""
        headers = Headers(scope=scope) if scope["type"] in ("http", "websocket") else Headers()
        origin = headers.get("origin")
        if origin is None or own(origin, headers):
            await self._app(scope, receive, send)
            return
        everybody = scope["path"].endswith(_FOR_ALL)
        if not everybody and not self._origins.allowed(origin):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await JSONResponse({"error": f"{RefusedOrigin(origin)}."}, 403, {"Vary": "Origin"})(
                scope, receive, send
            )
            return
        reading = {"Access-Control-Allow-Origin": "*" if everybody else origin, "Vary": "Origin"}
        if (
            scope["type"] == "http"
            and scope["method"] == "OPTIONS"
            and "access-control-request-method" in headers
        ):
            preflight = {
                "Access-Control-Allow-Methods": _ALLOWED_METHODS,
                "Access-Control-Allow-Headers": headers.get("access-control-request-headers", ""),
                "Access-Control-Max-Age": "600",
            }
            await Response(status_code=204, headers=reading | preflight)(scope, receive, send)
            return

        async def readable(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(reading)
            await send(message)

        await self._app(scope, receive, readable)
