"""The web application: the chat page, the widget, the protocols, their files, and what a supervisor asks. One process holds it all."""

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
from starlette.types import ASGIApp

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
from bot.web.api.topics import add_topics
from bot.web.assets import STATIC, text_of, version
from bot.web.embed.playground import router as playground
from bot.web.embed.widget import router as embed
from bot.web.page.calls import Calls
from bot.web.page.chat_page import chat_page, theme
from bot.web.page.evaluations import add_evaluations
from bot.web.service import Service, service_of
from bot.web.telemetry.traces import opened

log = logging.getLogger(__name__)
HOUR = 3600


def create_app(bots: Bots) -> FastAPI:
    """The application that `debate serve` runs. BotError names the setting that is off."""
    service = service_of(bots)
    app = FastAPIOffline(
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

    app.state.service = service
    if bots.settings.traces:
        service.traces = opened(app)
    add_answers(app)
    add_completions(app, service)  # routes are looked through in order: what is asked most comes first
    app.include_router(conversations)
    service.metrics.add_to(app)
    add_topics(app, service)
    app.include_router(health)
    app.include_router(shelves)
    app.include_router(editing)
    app.include_router(playground)
    app.include_router(embed)
    add_evaluations(app, bots)
    add_maps(app, bots)
    for prefix in ("v1", "api"):  # what is not there is told in the shape of its protocol, not as a page
        app.add_api_route(
            f"/{prefix}/{{path:path}}",
            _nothing,
            methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            include_in_schema=False,
        )
    app.add_middleware(Visitors)
    _surround(app, service)
    page = chat_page(service)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        show_error=False,
        favicon_path=str(STATIC / "icon.svg"),
        theme=theme(),
        # as `css` Gradio would confine the styles to its own container
        head=f"<style>{text_of('tokens.css')}{text_of('chat.css')}</style><script type='module' src='embed/history.js?{version()}'></script>",
        js=text_of("chat.js"),
        ssr_mode=False,
        app_kwargs={
            "middleware": [Middleware(Fence), Middleware(Calls, page=page)],
            "exception_handlers": {RequestValidationError: wrong, Exception: broken},
        },
        pwa=False,
    )
    return app


def _surround(app: FastAPI, service: Service) -> None:
    """What stands around all routes, and around Starlette's own answer to what broke, so that it has an id and the headers, too."""
    settings, within = service.bots.settings, app.build_middleware_stack
    hosts = Hosts.of(settings.hosts)
    key = settings.admin_key.get_secret_value() if settings.admin_key else ""
    require_long(key)
    require_proxies(settings.login_header, settings.proxies)

    def surrounded() -> ASGIApp:
        inner = Gatekeeper(Bodies(within()), service.origins)
        guarded: ASGIApp = Login(inner, settings.login_header) if settings.login_header else inner
        if settings.public:
            guarded = Inner(guarded, key, review=settings.edit_key is not None)
        return Proxies(Requests(Headers(Doorman(guarded, hosts))), settings.proxies, public=settings.public)

    app.build_middleware_stack = surrounded  # type: ignore[method-assign]


def _nothing(request: Request) -> None:
    raise Missing(f"there is nothing for {request.method} at {request.url.path}")


def _while_serving(bots: Bots) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Old chats go while it runs; at the end, so do the connections to a model that this loop keeps open."""

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
    """Each hour, delete the chats that are older than the settings keep them."""
    while True:
        try:
            await to_thread.run_sync(bots.store.conversations.delete_older, days)
        except USER_ERRORS as exc:
            log.warning("old chats are not deleted: %s", exc)
        await asyncio.sleep(HOUR)
