"""The windows in which questions are counted.

They move, refuse what is too much, and stay small whoever asks.
"""

from __future__ import annotations

import asyncio

import pytest
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.store import counts
from bot.store.counts import MOST_COUNTED, Windows


class Clock:
    """Both clocks of this machine, as far as anybody sees."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def time(self) -> float:
        return 1_800_000_000.0 + self.now

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(counts, "time", clock)
    monkeypatch.setattr("limits.aio.storage.memory.time", clock)
    return clock


@pytest.mark.parametrize("cap", ["1/second", "3/minute", "20/hour"])
def test_a_window_moves_as_the_librarys_own_does(clock: Clock, cap: str) -> None:
    async def both(item: RateLimitItem) -> None:
        windows, library = MovingWindowRateLimiter(Windows()), MovingWindowRateLimiter(MemoryStorage())
        for step in range(400):
            clock.now += item.get_expiry() * (0.031 if step % 7 else 0.29)
            key = "one" if step % 3 else "other"
            assert await windows.hit(item, "visitor", key) == await library.hit(item, "visitor", key), step
            ours, theirs = (
                await windows.get_window_stats(item, "visitor", key),
                await library.get_window_stats(item, "visitor", key),
            )
            assert ours.remaining == theirs.remaining, step
            assert ours.reset_time == pytest.approx(theirs.reset_time, abs=1e-3)

    asyncio.run(both(parse(cap)))


def test_a_clock_that_is_set_changes_no_window(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    async def count() -> list[bool]:
        limiter, item = MovingWindowRateLimiter(Windows()), parse("2/hour")
        first = [await limiter.hit(item, "visitor", "one") for _ in range(2)]
        monkeypatch.setattr(clock, "time", lambda: 2_000_000_000.0)
        return [*first, await limiter.hit(item, "visitor", "one")]

    assert asyncio.run(count()) == [True, True, False]


def test_new_names_without_end_take_no_more_room(clock: Clock) -> None:
    async def count() -> None:
        windows = Windows()
        limiter, minute, day = MovingWindowRateLimiter(windows), parse("2/minute"), parse("3/day")
        assert await limiter.hit(parse("1/day"), "address", "one")
        for number in range(3 * MOST_COUNTED):
            clock.now += 0.001
            assert await limiter.hit(minute, "visitor", f"{number}")
            assert await limiter.hit(day, "visitor", f"{number}")
        assert windows.counted == 2 * MOST_COUNTED + 1
        assert not await limiter.hit(parse("1/day"), "address", "one")  # visitors push out no address
        assert [await limiter.hit(day, "visitor", f"{3 * MOST_COUNTED - 1}") for _ in range(3)] == [
            True,
            True,
            False,
        ]  # who came last is remembered
        clock.now += 61
        assert await limiter.hit(minute, "visitor", "one")
        assert windows.counted == MOST_COUNTED + 2  # what is over goes

    asyncio.run(count())
