"""Where questions are counted: in memory, or in a Redis that several servers share."""

from __future__ import annotations

from typing import Any

from limits.aio.storage import Storage
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from bot.errors import BotError

PATIENCE = 1.0  # seconds for a shared store to answer


def open_counts(url: str) -> Storage:
    """The store of that URL, which is not asked yet; what goes wrong later is a StorageError. BotError where there is no such store."""
    shared: dict[str, Any] = {"implementation": "redispy", "socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE} if "redis" in url else {}
    try:
        storage = storage_from_string(f"async+{url}", wrap_exceptions=True, **shared)
    except (ConfigurationError, ImportError, ValueError) as exc:
        raise BotError(f"DEBATE_LIMITS_STORE is off ({exc}): give memory://, or redis://host:6379 with the extra [redis] installed") from exc
    assert isinstance(storage, Storage)
    return storage


async def close_counts(storage: Storage) -> None:
    """Let go of its connections, where it has any; the library that made the client leaves that open."""
    bridge = getattr(storage, "bridge", None)
    if bridge is not None:
        await bridge.storage.aclose()
