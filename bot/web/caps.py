"""How much one visitor, one address, one embedding site and one key may ask: moving windows, in memory or in a Redis that replicas share."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from limits import RateLimitItem, parse_many
from limits.aio.storage import Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from starlette.requests import HTTPConnection

from bot.errors import BotError
from bot.web.visitors import visitor_of

Kind = Literal["visitor", "address", "origin", "key", "all"]
_WHO: dict[Kind, str] = {"visitor": "you", "address": "your network", "origin": "this site", "key": "this key", "all": "all readers together"}


class TooMany(BotError):  # noqa: N818  # it reads as what is the matter
    """A cap is reached; `seconds` until there is room again."""

    def __init__(self, kind: Kind, seconds: int) -> None:
        super().__init__(f"{_WHO[kind]} asked too much in a short time: try again in {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the visitor's token, the address, and the site that the widget stands in; "" where there is none."""

    visitor: str = ""
    address: str = ""
    origin: str = ""


def caller_of(request: HTTPConnection) -> Caller:
    """Who sent the request. The embedding site is told by the widget's own frame."""
    return Caller(visitor_of(request), request.client.host if request.client else "", request.headers.get("x-embedder", "")[:200])


class Caps:
    """The caps, each as in "20/minute;200/hour"; None is none."""

    def __init__(self, store: str, caps: Mapping[Kind, str | None]) -> None:
        try:
            storage = storage_from_string(f"async+{store}")
        except (ConfigurationError, ImportError, ValueError) as exc:
            raise BotError(f"DEBATE_LIMITS_STORE is off ({exc}): give memory:// or redis://host:6379, with the package `coredis` installed") from exc
        assert isinstance(storage, Storage)
        self._limiter = MovingWindowRateLimiter(storage)
        self._caps = {kind: _parsed(kind, cap) for kind, cap in caps.items() if cap}

    async def count(self, kind: Kind, who: str, cap: str | None = None) -> None:
        """Count one question; `cap` stands in for the kind's own. TooMany where a cap is reached."""
        if not who:
            return
        name = sha256(who.encode()).hexdigest()[:32]  # no addresses in a store
        for item in _parsed(kind, cap) if cap else self._caps.get(kind, ()):
            if not await self._limiter.hit(item, kind, name):
                window = await self._limiter.get_window_stats(item, kind, name)
                raise TooMany(kind, max(1, math.ceil(window.reset_time - time.time())))

    async def count_all(self, caller: Caller) -> None:
        """Count a question of a visitor, from an address, in a site, and of all."""
        await self.count("visitor", caller.visitor)
        if caller.address not in ("127.0.0.1", "::1"):  # programs of this machine, or a proxy that does not tell whom it serves
            await self.count("address", caller.address)
        await self.count("origin", caller.origin)
        await self.count("all", "all")


def _parsed(kind: Kind, cap: str) -> list[RateLimitItem]:
    try:
        return parse_many(cap)
    except ValueError as exc:
        where = "DEBATE_API_KEYS" if kind == "key" else f"DEBATE_CAP_{kind.upper()}"
        raise BotError(f"{where} has {cap!r}: give a number and a time, as in 20/minute or 20/minute;200/hour") from exc
