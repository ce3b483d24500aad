"""The command `debate serve`."""

from __future__ import annotations

import ctypes
import gc
import socket
import sys
import webbrowser
from typing import TYPE_CHECKING

import click

from bot.cli.errors import one_line_errors
from bot.errors import BotError
from knowledge.stubbed_imports import without

if TYPE_CHECKING:
    from bot.web.app import Application

MOST_FILES = 65_536
_M_ARENA_MAX = -8  # its number in malloc.h


@click.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 by default, 0.0.0.0 for the whole network.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on; 7860 by default, 0 for any free port.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the chat in the browser.")
@click.option(
    "--public",
    is_flag=True,
    help="For the internet: turn off the operator's pages, and refuse to start if anything is unsafe.",
)
@one_line_errors
def serve(host: str | None, port: int | None, *, open_browser: bool, public: bool) -> None:
    """Serve the chat to web browsers until you press Ctrl-C."""
    from bot.build import build
    from bot.settings import load_settings
    from bot.web.telemetry.logs import configure

    settings = load_settings()
    if public or settings.public:
        from bot.web.access.public import require_safe

        settings = settings.model_copy(update={"public": True})
        require_safe(settings, host or settings.host)
    listening = listen(host or settings.host, settings.port if port is None else port)
    configure(settings.log_format, settings.log_level)
    share_arenas()
    click.echo("Starting ...", err=True)
    bots = build(settings)
    bots.of()  # a first start indexes here, before anybody waits for an answer

    # Gradio's own server of that protocol, which nothing here starts: 0.3 s, 30 MiB where the extra is there
    with without("mcp"):
        from bot.web.app import create_app

    app = create_app(bots)
    allow_many_connections()
    gc.freeze()  # what was loaded stays: to look through it at each collection would only take time
    gc.enable()
    address = address_of(listening)
    click.echo(f"The chat is open at {address} (Ctrl-C ends it).")
    if settings.public:
        click.echo(public_notice(settings.hosts, settings.proxies))
    if open_browser:
        webbrowser.open(address)
    run_until_stopped(app, listening, public=settings.public)
    bots.close()


def run_until_stopped(app: Application, listening: socket.socket, *, public: bool) -> None:
    """Answer requests until the process is asked to end and its turns are finished."""
    import uvicorn

    from bot.web.access.requests import LARGEST_HEAD
    from bot.web.shutdown import LIMIT, GracefulServer

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LIMIT,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        http="h11" if public else "auto",  # the faster one takes heads of any length into memory
        proxy_headers=False,  # bot/web/access/proxies.py reads them
    )
    GracefulServer(config, app.service).run(sockets=[listening])


def public_notice(hosts: str, proxies: str) -> str:
    """Return one line: which names a public server answers to, and how it tells its readers apart."""
    names = hosts or "addresses only (name the site in DEBATE_HOSTS if the proxy passes its name on)"
    return (
        f"It answers to {names}. Readers are counted by the address in X-Forwarded-For from "
        f"{proxies}; without that header, everyone who comes through a proxy counts as one reader."
    )


def share_arenas() -> None:
    """Have all threads take their memory from two of glibc's arenas.

    With one for each, a crowd of readers leaves some 10 MiB in them.
    """
    # other C libraries have no such function
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(_M_ARENA_MAX, 2)


def allow_many_connections() -> None:
    """Take as many open files as the system lets this process have.

    Each connection is one, and the usual 1,024 are few.
    """
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address. BotError when it is taken or not this machine's."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(128)
    except OSError as exc:
        raise BotError(
            f"cannot listen on {host}:{port} ({exc.strerror or exc}): choose another with --host or --port"
        ) from exc
    return bound


def address_of(listening: socket.socket) -> str:
    """Return what to type into a browser on this machine."""
    host, port = listening.getsockname()[:2]
    shown = {
        "0.0.0.0": "127.0.0.1",  # noqa: S104  # only shown
        "::": "[::1]",
    }.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"
