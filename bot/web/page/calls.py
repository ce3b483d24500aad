"""Calls of Gradio's queue, held to what the page has.

What a call brings, and what breaks on it, is told to nobody but its caller. Gradio itself prints what it
was given where that does not fit, and answers a call of a missing function with a traceback.
"""

from __future__ import annotations

import json
import logging
from typing import Any

import gradio as gr
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.web.access.paths import path_within
from bot.web.access.requests import request_id
from bot.web.page.chat_log import sorry

log = logging.getLogger(__name__)
UNFIT = (
    "These inputs do not match this call: reload the page, or see /gradio_api/info for the available calls."
)
_TEXTS = (gr.Textbox, gr.Radio, gr.Dropdown, gr.Button)


class Page(gr.Blocks):
    """Gradio's page, whose faults are told in our words."""

    def __init__(self, bots: Bots, **options: Any) -> None:
        super().__init__(**options)
        self._bots = bots

    async def preprocess_data(self, block_fn: Any, *arguments: Any, **options: Any) -> Any:
        """Read a call's inputs as Gradio does; those that do not fit are one sentence."""
        try:
            values = await super().preprocess_data(block_fn, *arguments, **options)
        except Exception:  # noqa: BLE001  # whatever a component raises for what it cannot read, which is in its text
            raise gr.Error(UNFIT, print_exception=False) from None
        fitting = [
            "" if value is None and isinstance(block, (gr.Textbox, gr.Radio)) else value
            for block, value in zip(block_fn.inputs, values, strict=True)
        ]
        if any(
            isinstance(block, _TEXTS) and not isinstance(value, str)
            for block, value in zip(block_fn.inputs, fitting, strict=True)
        ):
            raise gr.Error(UNFIT, print_exception=False)
        return fitting

    async def process_api(self, *arguments: Any, **options: Any) -> dict[str, Any]:
        """Call a function as Gradio does; what breaks is in the log, and its number is told."""
        try:
            return await super().process_api(*arguments, **options)
        except gr.Error as exc:
            exc.print_exception = False
            raise
        except USER_ERRORS as exc:
            raise gr.Error(sorry(exc, self._bots), print_exception=False) from None
        except Exception:
            number = request_id()
            log.exception("a call of the page failed", extra={"request": number})
            raise gr.Error(
                f"Something went wrong (log reference {number}). Please try again.",
                print_exception=False,
            ) from None


class Calls:
    """Refuses calls of functions that the page does not have, and with other inputs than they have."""

    def __init__(self, app: ASGIApp, page: gr.Blocks) -> None:
        self._app, self._page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what fits."""
        posted = scope["type"] == "http" and scope["method"] == "POST"
        path = path_within(scope).rstrip("/") if posted else ""
        if path == "/gradio_api/queue/join":
            await self._join(scope, receive, send)
        elif path.startswith("/gradio_api/call/"):
            await self._call(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _join(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        body = message.get("body", b"")
        while message.get("more_body"):
            message = await receive()
            body += message.get("body", b"")
        if message["type"] == "http.request" and not self._fits(body):
            await _refused(scope, receive, send)
            return
        whole: list[Message] = [{**message, "body": body}]

        async def replayed() -> Message:
            return whole.pop() if whole else await receive()

        await self._app(scope, replayed, send)

    async def _call(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except (
            TypeError,
            ValueError,
            KeyError,
        ):  # what Gradio raises for inputs by unknown names, which it reads here
            if begun:
                raise
            await _refused(scope, receive, send)

    def _fits(self, body: bytes) -> bool:
        try:
            call = json.loads(body)
            function = self._page.fns[call["fn_index"]]
            return (
                bool(function.fn)
                and len(call["data"]) == len(function.inputs)
                and isinstance(call.get("event_data"), (dict, type(None)))
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            return False


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse({"detail": UNFIT}, 400)(scope, receive, send)
