"""What a proxy tells of the reader for whom it asks: address and scheme.

It is believed from the addresses of FORWARDED_ALLOW_IPS alone.
"""

from __future__ import annotations

import logging
from typing import Any, cast

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

log = logging.getLogger(__name__)


def by_proxy(request: HTTPConnection) -> bool:
    """Return whether one of the server's own proxies brought the request."""
    return bool(request.scope.get("state", {}).get("by_proxy"))


class Proxies:
    """Has the rest see the reader instead of the proxy.

    The log is told once of a proxy that does not say for whom it asks.
    """

    def __init__(self, app: ASGIApp, trusted: str, *, public: bool) -> None:
        self._with_reader = ProxyHeadersMiddleware(cast("Any", app), trusted)
        self._app, self._public = app, public
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its reader's address where that is told."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        peer = scope["client"][0] if scope.get("client") else ""
        known = peer in self._with_reader.trusted_hosts
        scope.setdefault("state", {})["by_proxy"] = known
        if self._public and scope.get("method") == "POST" and not self._told:
            self._tell(peer, known=known, says="x-forwarded-for" in Headers(scope=scope))
        await cast("ASGIApp", self._with_reader)(scope, receive, send)

    def _tell(self, peer: str, *, known: bool, says: bool) -> None:
        """Tell the log that all who come by a proxy count as one reader, where they do."""
        if known == says:
            return
        self._told = True
        if known:
            log.warning(
                "%s sends requests without X-Forwarded-For: everyone who comes through it counts "
                "as one reader; have that proxy send the header",
                peer,
            )
        else:
            log.warning(
                "%s sends X-Forwarded-For, but FORWARDED_ALLOW_IPS does not name it: everyone who "
                "comes through it counts as one reader",
                peer,
            )
