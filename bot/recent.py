"""What the embedded writer said lately: the same question to the same text has the same reply, and most readers begin with a question that others asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncGenerator, Hashable
from contextlib import aclosing
from threading import Lock

from bot.turn import Event

MOST = 1_000  # turns, of all topics


class Recent:
    """The events of the last turns, each as it was checked."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[Event, ...]] = OrderedDict()

    async def turn(self, key: Hashable, taken: AsyncGenerator[Event]) -> AsyncGenerator[Event]:
        """The events that are kept under the key; where there are none, those of the turn, which are kept once it has ended."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is not None:
            await taken.aclose()
            for event in kept:
                yield event
            return
        said: list[Event] = []
        async with aclosing(taken) as events:
            async for event in events:
                said.append(event)
                yield event
        with self._lock:
            self._kept[key] = tuple(said)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
