"""Where questions are counted: in memory, or in a Redis that several servers share."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_right
from collections import OrderedDict, defaultdict
from typing import Any

from limits.aio.storage import MemoryStorage, Storage
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from bot.errors import BotError

PATIENCE = 1.0  # seconds for a shared store to answer
# callers of one kind in windows of one length: whoever asks may call itself by new names without end
MOST_COUNTED = 10_000


class Windows(MemoryStorage):
    """Moving windows in this process: for each key when it was hit, the longest ago forgotten first.

    A key is hit by its kind and its name, as in `hit(item, "visitor", name)`; however many visitors there
    are, they push out no address. The library's own goes through all keys at each hit, in a thread for each,
    and holds every hit of a day as an object.
    """

    def __init__(self) -> None:
        super().__init__()
        self._hits: defaultdict[tuple[str, int], OrderedDict[str, array[float]]] = defaultdict(OrderedDict)

    def _of_kind(self, key: str, expiry: int) -> OrderedDict[str, array[float]]:
        _, kind, _ = key.split("/", 2)
        return self._hits[kind, expiry]

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Return whether there was room for so many in the last `expiry` seconds; if so, count them."""
        now, windows = time.monotonic(), self._of_kind(key, expiry)
        hits = windows.get(key, array("d"))
        del hits[: bisect_right(hits, now - expiry)]
        if len(hits) + amount > limit:
            return False
        hits.extend([now] * amount)
        windows[key] = hits
        windows.move_to_end(key)
        while len(windows) > MOST_COUNTED or next(iter(windows.values()))[-1] <= now - expiry:
            windows.popitem(last=False)
        return True

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """Return when the first of those that count was (seconds since the epoch), and how many there are."""
        now, wall = time.monotonic(), time.time()
        hits = self._of_kind(key, expiry).get(key, array("d"))
        first = bisect_right(hits, now - expiry)
        return (wall - (now - hits[first]), len(hits) - first) if first < len(hits) else (wall, 0)

    @property
    def counted(self) -> int:
        """Count the keys that are held, of every kind and length."""
        return sum(map(len, self._hits.values()))


def open_counts(url: str) -> Storage:
    """Return the store of that URL, which is not asked yet; what goes wrong later is a StorageError.

    BotError where there is no such store.
    """
    if url.startswith("memory://"):
        return Windows()
    shared: dict[str, Any] = (
        {"implementation": "redispy", "socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        if "redis" in url
        else {}
    )
    try:
        storage = storage_from_string(f"async+{url}", wrap_exceptions=True, **shared)
    except (ConfigurationError, ImportError, ValueError) as exc:
        raise BotError(
            f"DEBATE_LIMITS_STORE is invalid ({exc}): give memory://, or redis://host:6379 with "
            "the extra [redis] installed"
        ) from exc
    assert isinstance(storage, Storage)
    return storage


async def close_counts(storage: Storage) -> None:
    """Let go of its connections, where it has any; the library that made the client leaves that open."""
    bridge = getattr(storage, "bridge", None)
    if bridge is not None:
        await bridge.storage.aclose()
