"""The web application: the chat page, its files, and what a supervisor asks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.resources import files
from typing import Any

import gradio as gr
from fastapi import FastAPI, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.web.chat import chat_page, theme
from bot.web.completions import add_completions
from bot.web.evaluations import add_evaluations
from bot.web.maps import add_maps
from bot.web.metrics import Metrics

STATIC = files("bot.web") / "static"
# Gradio's own page needs inline scripts, and compiles the templates of gr.HTML; nothing may come from another host.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)


def create_app(bots: Bots) -> FastAPI:
    """The application that `debate serve` runs."""
    app = FastAPI(title="policy-debate-bot", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_letting_go(bots))

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz(response: Response) -> dict[str, str]:
        try:
            bots.of()
        except USER_ERRORS as exc:
            response.status_code = 503
            return {"status": str(exc)}
        return {"status": "ok"}

    metrics = Metrics()
    metrics.add_to(app)
    add_completions(app, bots, metrics)
    add_evaluations(app, bots)
    add_maps(app, bots)
    app.add_middleware(Headers)
    gr.mount_gradio_app(
        app,
        chat_page(bots, metrics),
        path="/",
        footer_links=[],
        show_error=False,
        favicon_path=str(STATIC / "icon.svg"),
        theme=theme(),
        head=f"<style>{(STATIC / 'chat.css').read_text('utf-8')}</style>",  # as `css` Gradio would confine it to its own container
        js=(STATIC / "chat.js").read_text("utf-8"),
        ssr_mode=False,
        pwa=False,
    )
    return app


def _letting_go(bots: Bots) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """At the end, close the connections to a model that this loop keeps open."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        if bots.chat:
            await bots.chat.model.close()

    return lifespan


class Headers:
    """Adds the headers that keep the page to its own host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer's first message gets the headers."""

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
