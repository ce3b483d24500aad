"""Turns in and out of event loops.

How a front end waits for one, leaves it, or asks without a loop of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from threading import Lock, get_ident
from typing import Any, TypeVar

from bot.errors import Left
from bot.models.deadlines import Leaving
from bot.turn.reply import Reply
from bot.turn.turn import Event

T = TypeVar("T")


@dataclass(frozen=True)
class RunningTurn:
    """The events of a turn under way, and how to leave it."""

    events: AsyncGenerator[Event]
    leaving: Leaving = field(default_factory=Leaving)

    async def __aiter__(self) -> AsyncGenerator[Event]:
        """Yield the events until the last, or until the reader leaves."""
        with suppress(Left):
            async with aclosing(self.events) as events:
                async for event in events:
                    yield event

    async def reply(self) -> Reply:
        """Return the whole reply, which comes last."""
        *_, last = [event async for event in self]
        assert isinstance(last, Reply)
        return last


def at_once(step: Coroutine[Any, Any, T]) -> T:
    """Return a step that waits for nothing, as all are with the embedded writer: no event loop is needed."""
    try:
        step.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    raise RuntimeError("the embedded writer waited for something")


async def ended(events: AsyncGenerator[Event]) -> None:
    """Close the events of a turn; a connection that this drops is gone when it returns."""
    await events.aclose()
    for _ in range(2):
        await asyncio.sleep(0)


class Loops:
    """An event loop for each thread that asks without one of its own.

    They are kept, so that connections to a model last over turns.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._runners: dict[int, asyncio.Runner] = {}

    def run(self, step: Coroutine[Any, Any, T]) -> T:
        """Run a step in this thread's loop."""
        with self._lock:
            runner = self._runners.setdefault(get_ident(), asyncio.Runner())
        return runner.get_loop().run_until_complete(step)

    def close(self, last: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """End all loops, with this as the last thing that each does."""
        with self._lock:
            for runner in self._runners.values():
                runner.get_loop().run_until_complete(last())
                runner.close()
            self._runners = {}
