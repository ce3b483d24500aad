"""What the embedded writer said lately.

The same question to the same text has the same reply, and most readers begin with a question that others
asked.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncGenerator, Hashable
from contextlib import aclosing
from threading import Lock

from bot.turn.turn import Event

MOST = 256  # turns, of all topics: some 40 kB each


class Recent:
    """The events of the last turns, each as it was checked."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[tuple[object, ...], tuple[Event, ...]]] = OrderedDict()

    async def turn(
        self, asked: tuple[Hashable, ...], parts: tuple[object, ...], taken: AsyncGenerator[Event]
    ) -> AsyncGenerator[Event]:
        """Yield the events that were given to what is asked by the very same parts (topic, search …).

        Else those of the turn, which are kept once it has ended.
        """
        key = (*asked, *map(id, parts))
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is not None:
            await taken.aclose()
            for event in kept[1]:
                yield event
            return
        said: list[Event] = []
        async with aclosing(taken) as events:
            async for event in events:
                said.append(event)
                yield event
        with self._lock:
            self._kept[key] = parts, tuple(said)  # the parts are held, so that no other takes their id
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
