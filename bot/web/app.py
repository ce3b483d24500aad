"""The web application: the chat page, the widget, the protocols, their files, and what a supervisor asks.

One process holds it all.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

import gradio as gr
from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi_offline import FastAPIOffline
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.build import Bots
from bot.errors import USER_ERRORS
from bot.web.access.bodies import Bodies
from bot.web.access.gradio_routes import Fence
from bot.web.access.headers import Headers
from bot.web.access.hosts import Doorman, Hosts
from bot.web.access.login import Login, require_proxies
from bot.web.access.origins import Gatekeeper
from bot.web.access.proxies import Proxies
from bot.web.access.public import Inner, require_long
from bot.web.access.requests import Requests
from bot.web.access.visitors import Visitors
from bot.web.api.completions import add_completions
from bot.web.api.conversations import router as conversations
from bot.web.api.edit_topics import router as editing
from bot.web.api.errors import Missing, add_answers, broken, wrong
from bot.web.api.health import router as health
from bot.web.api.library import router as shelves
from bot.web.api.maps import add_maps
from bot.web.api.mining import router as mining
from bot.web.api.topics import add_topics
from bot.web.assets import STATIC, text_of
from bot.web.embed.auto import router as pages
from bot.web.embed.playground import router as playground
from bot.web.embed.widget import router as embed
from bot.web.page.calls import Calls
from bot.web.page.chat_page import chat_page, theme
from bot.web.page.evaluations import add_evaluations
from bot.web.page.first_paint import FirstPaint
from bot.web.page.fragments import page_head
from bot.web.page.share_card import router as share_cards
from bot.web.service import Service, service_of
from bot.web.telemetry.traces import opened

log = logging.getLogger(__name__)
HOUR = 3600


class Application:
    """What Uvicorn runs: the routes, and around them what guards them.

    What FastAPI takes as middleware stands within its answer to what broke; these stand around that, so that
    it has an id and the headers, too.
    """

    def __init__(self, routes: FastAPI, service: Service) -> None:
        self.service = service
        self._root_path = routes.root_path
        self._outermost = surrounding(routes, service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request, from the outside in."""
        if self._root_path:
            scope["root_path"] = self._root_path
        await self._outermost(scope, receive, send)


def create_app(bots: Bots) -> Application:
    """Return the application that `debate serve` runs. BotError names the setting that is off."""
    service = service_of(bots)
    routes = FastAPIOffline(
        title="policy-debate-bot",
        docs_url="/api/docs",
        redoc_url=None,
        openapi_url="/api/openapi.json",
        swagger_ui_oauth2_redirect_url="/api/docs/oauth2-redirect",
        static_url="/api/docs/static",
        favicon_url=f"{bots.settings.root_path}/embed/icon.svg",
        lifespan=_while_serving(bots),
        root_path=bots.settings.root_path,
    )
    routes.state.service = service
    if bots.settings.traces:
        service.traces = opened(routes)
    _add_routes(routes, service)
    routes.add_middleware(Visitors)
    _mount_page(routes, service)
    return Application(routes, service)


def _add_routes(app: FastAPI, service: Service) -> None:
    add_answers(app)
    add_completions(app, service)  # routes are looked through in order: what is asked most comes first
    app.include_router(conversations)
    service.metrics.add_to(app)
    add_topics(app, service)
    app.include_router(health)
    app.include_router(shelves)
    app.include_router(editing)
    app.include_router(mining)
    app.include_router(pages)
    app.include_router(playground)
    app.include_router(embed)
    app.include_router(share_cards)
    add_evaluations(app, service.bots)
    add_maps(app, service.bots)
    for prefix in ("v1", "api"):  # what is not there is told in the shape of its protocol, not as a page
        app.add_api_route(
            f"/{prefix}/{{path:path}}",
            _nothing,
            methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            include_in_schema=False,
        )


def _mount_page(app: FastAPI, service: Service) -> None:
    """Put Gradio's page behind all routes, of its own server only what is used."""
    page, painter = chat_page(service)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        show_error=False,
        favicon_path=str(STATIC / "icon.svg"),
        theme=theme(),
        head=page_head(),
        js=text_of("chat.js"),
        ssr_mode=False,
        app_kwargs={
            "middleware": [
                Middleware(Fence),
                Middleware(Calls, page=page),
                Middleware(FirstPaint, painter=painter),
            ],
            "exception_handlers": {RequestValidationError: wrong, Exception: broken},
        },
        pwa=False,
    )


def surrounding(app: ASGIApp, service: Service) -> ASGIApp:
    """Return the application within what guards it, from its reader's address to what bodies bring."""
    settings = service.bots.settings
    hosts = Hosts.of(settings.hosts)
    key = settings.admin_key.get_secret_value() if settings.admin_key else ""
    require_long(key)
    require_proxies(settings.login_header, settings.proxies)
    guarded: ASGIApp = Gatekeeper(Bodies(app), service.origins)
    if settings.login_header:
        guarded = Login(guarded, settings.login_header)
    if settings.public:
        guarded = Inner(guarded, key, review=settings.edit_key is not None)
    return Proxies(Requests(Headers(Doorman(guarded, hosts))), settings.proxies, public=settings.public)


def _nothing(request: Request) -> None:
    raise Missing(f"there is nothing for {request.method} at {request.url.path}")


def _while_serving(bots: Bots) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Delete old chats while it runs; at the end, close the connections that this loop keeps to a model."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        days = bots.settings.retention_days
        cleaning = asyncio.create_task(_cleaning(bots, days)) if days else None
        yield
        if cleaning:
            cleaning.cancel()
            with suppress(asyncio.CancelledError):
                await cleaning
        if bots.chat:
            await bots.chat.model.close()
        await app.state.service.caps.close()
        app.state.service.traces.close()

    return lifespan


async def _cleaning(bots: Bots, days: float) -> None:
    """Delete, each hour, the chats that are older than the settings keep them."""
    while True:
        try:
            await to_thread.run_sync(bots.store.conversations.delete_older, days)
        except USER_ERRORS as exc:
            log.warning("old chats could not be deleted: %s", exc)
        await asyncio.sleep(HOUR)
