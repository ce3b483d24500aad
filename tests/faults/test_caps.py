"""Caps that two servers share, and the Redis that they share them in gone, silent and back."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import httpx
import pytest

from bot.cli.doctor import examine
from bot.settings import Settings
from bot.store.counts import PATIENCE
from bot.web.access.caps import AWAY, Caps, TooMany
from tests.servers.redis import running_redis
from tests.servers.serving import serving

pytestmark = pytest.mark.services


def begin(address: str) -> httpx.Response:
    return httpx.post(f"{address}/api/conversations", json={}, timeout=30)


def test_two_servers_share_a_cap_and_each_keeps_its_own_while_redis_is_gone(tmp_path: Path) -> None:
    said: list[str] = []
    with running_redis() as redis:
        store = redis.url
        assert [
            finding.status
            for finding in examine(Settings(home=tmp_path, limits_store=store))
            if finding.what == "caps"
        ] == ["ok"]
        with (
            serving(tmp_path / "one", said=said, DEBATE_CAP_ALL="4/minute", DEBATE_LIMITS_STORE=store) as one,
            serving(tmp_path / "two", DEBATE_CAP_ALL="4/minute", DEBATE_LIMITS_STORE=store) as two,
        ):
            assert [begin(address).status_code for address in (one, two, one, two)] == [201] * 4
            for address in (one, two):
                refused = begin(address)
                assert refused.status_code == 429
                assert 0 < int(refused.headers["Retry-After"]) <= 60
            redis.stop()
            assert [begin(one).status_code for _ in range(5)] == [201] * 4 + [429]
            assert begin(two).status_code == 201
            redis.start()
            time.sleep(AWAY)
            assert [begin(address).status_code for address in (one, two, one, two, one)] == [201] * 4 + [429]
    assert sum("is not responding" in line and "counts on its own" in line for line in said) == 1


def test_a_silent_redis_delays_one_question_and_no_more() -> None:
    async def count(store: str) -> float:
        caps, started = Caps(store, {"visitor": "3/minute"}), time.monotonic()
        for _ in range(3):
            await caps.count("visitor", "somebody")
        with pytest.raises(TooMany):
            await caps.count("visitor", "somebody")
        took = time.monotonic() - started
        await caps.close()
        return took

    with running_redis() as redis:
        os.kill(redis.pid, signal.SIGSTOP)
        try:
            assert PATIENCE <= asyncio.run(count(redis.url)) < 3 * PATIENCE
        finally:
            os.kill(redis.pid, signal.SIGCONT)
