"""Of Gradio's own server only what the chat page and Gradio's clients use.

No uploads, no files of this machine, no other hosts, no tools of developers.
"""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.access.paths import path_within
from bot.web.missing import NOTHING, opened_by_person, told

_USED = re.compile(
    r"/(?:config|info|theme\.css|robots\.txt|favicon\.ico|startup-events|cancel|reset)?/?"
    r"|/(?:assets|static|svelte)/.*"
    r"|/gradio_api/(?:info|startup-events|cancel|reset|app_id|queue/(?:join|data)|heartbeat/[\w-]+|call/(?:v2/)?ask(?:/[\w-]+)?)/?"
)


class Fence:
    """Lets through what is used; the rest is not there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that there is nothing."""
        if scope["type"] == "http" and not _USED.fullmatch(path_within(scope)):
            await _nothing(Request(scope))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _nothing(request: Request) -> Response:
    if opened_by_person(request):
        return told(request, 404, "The address may have been mistyped, or what stood here was removed.")
    return PlainTextResponse(f"{NOTHING}.", 404)
