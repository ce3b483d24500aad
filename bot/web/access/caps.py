"""How much one visitor, one address, one embedding site and one key may ask.

Moving windows, in memory or in a Redis that replicas share.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Literal

from limits import RateLimitItem, parse_many
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from starlette.requests import HTTPConnection

from bot.errors import BotError
from bot.store.counts import Windows, close_counts, open_counts
from bot.web.access.hosts import is_loopback
from bot.web.access.login import login_of
from bot.web.access.visitors import visitor_of

CapKind = Literal["visitor", "address", "origin", "key", "all"]
_WHO: dict[CapKind, str] = {
    "visitor": "you",
    "address": "your network",
    "origin": "this site",
    "key": "this key",
    "all": "all readers together",
}
UNKNOWN = "unknown"  # all of whom no address is told count as one
AWAY = 5.0  # seconds for which a shared store that did not answer is left alone
log = logging.getLogger(__name__)


class TooMany(BotError):  # noqa: N818  # it reads as what is the matter
    """A cap is reached; `seconds` until there is room again."""

    def __init__(self, kind: CapKind, seconds: int) -> None:
        super().__init__(
            f"{_WHO[kind]} asked too many questions in a short time: try again in {seconds} seconds"
        )
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the visitor's token, the network, the embedding site, the key of `/v1`; "" for none.

    Whoever asks chooses a token of his own and names the site; the network he cannot choose, nor the name
    that he is logged in by.
    """

    visitor: str = ""
    address: str = ""
    origin: str = ""
    key: str = ""


def caller_of(request: HTTPConnection) -> Caller:
    """Return who sent the request. The embedding site is told by the widget's own frame."""
    return Caller(
        visitor_of(request),
        network_of(request.client.host if request.client else ""),
        request.headers.get("x-embedder", "")[:200],
    )


def program_of(request: HTTPConnection, key: str) -> Caller:
    """Return which program sent the request to `/v1`.

    By its key or, without one, by its reader's login or by its network.
    """
    return replace(caller_of(request), visitor=login_of(request), key=key)


def network_of(address: str) -> str:
    """Return the address, of IPv6 the network of 64 bits, in which each machine may take any.

    UNKNOWN for what is no address.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if not isinstance(parsed, IPv6Address) or parsed.is_loopback:
        return str(parsed)
    return str(parsed.ipv4_mapped or IPv6Network((parsed, 64), strict=False).network_address)


class Caps:
    """The caps, each as in "20/minute;200/hour"; None is none.

    While a shared store does not answer, each server counts for itself. With `here`, programs of this
    machine are not counted by their address.
    """

    def __init__(self, store: str, caps: Mapping[CapKind, str | None], *, here: bool = True) -> None:
        self._here = here
        self._store = open_counts(store)
        self._shared, self._own = MovingWindowRateLimiter(self._store), MovingWindowRateLimiter(Windows())
        self._away_until = 0.0
        self._caps = {kind: _parsed(kind, cap) for kind, cap in caps.items() if cap}

    async def close(self) -> None:
        """Let go of the store."""
        await close_counts(self._store)

    async def count(self, kind: CapKind, who: str, cap: str | None = None) -> None:
        """Count one question; `cap` stands in for the kind's own. TooMany where a cap is reached."""
        if not who:
            return
        name = sha256(who.encode()).hexdigest()[:32]  # no addresses in a store
        for item in _parsed(kind, cap) if cap else self._caps.get(kind, ()):
            seconds = await self._counted(item, kind, name)
            if seconds:
                raise TooMany(kind, seconds)

    async def _counted(self, item: RateLimitItem, kind: CapKind, name: str) -> int:
        if time.monotonic() >= self._away_until:
            try:
                return await _take(self._shared, item, kind, name)
            except StorageError as exc:
                self._away_until = time.monotonic() + AWAY
                log.warning(
                    "the store set in DEBATE_LIMITS_STORE is not responding (%s): this server "
                    "counts on its own until it does",
                    exc.storage_error,
                )
        return await _take(self._own, item, kind, name)

    async def count_all(self, caller: Caller) -> None:
        """Count a question of a visitor, from an address, in a site, and of all.

        Whoever does not say who he is counts as his address.
        """
        address = "" if self._here and is_loopback(caller.address) else caller.address
        if not caller.key:
            await self.count("visitor", caller.visitor or address)
        await self.count("address", address)
        await self.count("origin", caller.origin)
        await self.count("all", "all")


async def _take(limiter: MovingWindowRateLimiter, item: RateLimitItem, kind: CapKind, name: str) -> int:
    """Take one place in the window: 0, or the seconds until there is one."""
    if await limiter.hit(item, kind, name):
        return 0
    window = await limiter.get_window_stats(item, kind, name)
    return max(1, math.ceil(window.reset_time - time.time()))


def _parsed(kind: CapKind, cap: str) -> list[RateLimitItem]:
    try:
        return parse_many(cap)
    except ValueError as exc:
        where = "DEBATE_API_KEYS" if kind == "key" else f"DEBATE_CAP_{kind.upper()}"
        raise BotError(
            f"{where} contains {cap!r}: give a number and a period, for example 20/minute or "
            "20/minute;200/hour"
        ) from exc
