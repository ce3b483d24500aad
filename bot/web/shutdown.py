"""The end of `debate serve`: turns under way are finished before the process goes.

Or their readers are told to ask again.
"""

from __future__ import annotations

import asyncio
import socket

import uvicorn

from bot.web.service import Service

PATIENCE = 7.0  # seconds for turns under way, after which they are cut off with a notice
_NOTICES = 1.0  # seconds for the notices to go out
LIMIT = 10  # seconds in all


class GracefulServer(uvicorn.Server):
    """Uvicorn's server, which knows what a turn is.

    Pages that only keep a connection open do not hold it up.
    """

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End as Uvicorn's does, within LIMIT seconds."""
        self._service.draining = True
        ending = asyncio.create_task(self._drained())
        try:
            await super().shutdown(sockets)
        finally:
            ending.cancel()

    async def _drained(self) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        while self._service.turns and loop.time() < until:
            await asyncio.sleep(0.05)
        for turn in list(self._service.turns):
            turn.leaving.leave()
        until = loop.time() + _NOTICES
        while self._service.turns and loop.time() < until:
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)  # what was said last still has to be sent
        for task in list(self.server_state.tasks):
            task.cancel()
