"""The headers of every answer that keep a page to its own host and out of other sites' reach.

They also keep it from what it does not need.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

# Gradio's own page needs inline scripts, and compiles the templates of gr.HTML;
# nothing may come from another host, or go there.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_FRAMED = {"'none'": "DENY", "'self'": "SAMEORIGIN"}
_YEAR = 365 * 24 * 3600


class Headers:
    """Adds them; a route may have set a policy of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer's first message gets the headers."""

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers.update(_ALWAYS)
                if scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
                framed = (
                    headers["Content-Security-Policy"]
                    .partition("frame-ancestors ")[2]
                    .partition(";")[0]
                    .strip()
                )
                if framed in _FRAMED:  # the older header knows no list of sites
                    headers["X-Frame-Options"] = _FRAMED[framed]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
