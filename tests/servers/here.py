"""The application in this process, for what a test has to reach into."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

import uvicorn

from bot.build import Bots
from bot.cli.serve import address_of, listen

if TYPE_CHECKING:
    from bot.web.app import Application


def _as_it_is(app: Application) -> None:
    pass


@contextmanager
def serving_here(bots: Bots, prepare: Callable[[Application], None] = _as_it_is) -> Iterator[str]:
    """The address of the application in a thread of this process, once a test has prepared it."""
    from bot.web.app import create_app  # Gradio takes seconds, which only its tests wait for

    listening, servers = listen("127.0.0.1", 0), list[uvicorn.Server]()

    async def serve() -> None:
        app = create_app(bots)
        prepare(app)
        servers.append(
            uvicorn.Server(uvicorn.Config(app, log_level="error"))
        )  # outside of a loop Gradio would make some and leave them open
        await servers[0].serve(sockets=[listening])

    running = Thread(target=asyncio.run, args=(serve(),), daemon=True)
    running.start()
    try:
        yield address_of(listening)
    finally:
        servers[0].should_exit = True
        running.join(10)
        listening.close()
