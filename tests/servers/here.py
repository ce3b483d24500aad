"""The application in this process, for what a test has to reach into."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn

from bot.build import Bots
from bot.cli.serve import address_of, listen


@contextmanager
def serving_here(bots: Bots) -> Iterator[str]:
    """The address of the application in a thread of this process."""
    from bot.web.app import create_app  # Gradio takes seconds, which only its tests wait for

    listening, servers = listen("127.0.0.1", 0), list[uvicorn.Server]()

    async def serve() -> None:
        servers.append(
            uvicorn.Server(uvicorn.Config(create_app(bots), log_level="error"))
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
