"""Many visitors at once.

`python -m tests.benchmarks.load [--visitors 200] [--minutes 10]`, and a soak of two hours: `--minutes 120`.

Each visitor begins a chat, asks in every mode, reads for a while (4 to 16 seconds) and asks on; chats end
after eight turns and another visitor comes. Half of the questions are those that most begin with, half are of
the evaluation sets with an invented word, so that nobody asked them before.

Prints one JSON object: turns, errors, milliseconds to the first statement (median, 95th and 99th percentile)
and memory by the minute; exit status 1 where something failed, where the 95th percentile is above 500 ms, or
where the last minute holds 5 % more memory than the third.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from statistics import mean

import aiohttp

from tests.benchmarks.turns import held, questions

MODES = ("ask", "for", "against", "debate")
QUESTIONS = (
    "How high is the levy on Korean goods?",
    "What of China?",
    "Why might tariffs push Seoul towards Beijing?",
    "What would a trade hawk say?",
    "What should Washington do?",
    "Who is Lee Jae-myung?",
    "Tariffs bring factories home.",
    "Is the trade deficit a reason for tariffs?",
    "What did the op-ed say of Japan?",
    "Both sides, please.",
)
SLOWEST, GROWTH = 500.0, 1.05


class Visitors:
    """The visitors of one run, and what they saw."""

    def __init__(self, address: str, until: float) -> None:
        self._address, self._until = address, until
        self._rare = [text for text, _ in questions()]
        self.firsts: list[float] = []
        self.errors: Counter[str] = Counter()

    async def visit(self, number: int, client: aiohttp.ClientSession) -> None:
        """One visitor after another in the same place."""
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, 10))
        while time.monotonic() < self._until:
            visitor = {"X-Visitor": f"{chance.getrandbits(128):032x}"}
            try:
                async with client.post(
                    f"{self._address}/api/conversations", json={}, headers=visitor
                ) as begun:
                    chat = (await begun.json())["id"]
                for _ in range(8):
                    if time.monotonic() >= self._until:
                        return
                    await self._ask(
                        client, chat, visitor, {"text": self._question(chance), "mode": chance.choice(MODES)}
                    )
                    await asyncio.sleep(chance.uniform(4, 16))
            except (aiohttp.ClientError, TimeoutError, KeyError, ValueError) as exc:
                self.errors[f"{type(exc).__name__}: {exc}"[:120]] += 1
                await asyncio.sleep(1)

    def _question(self, chance: random.Random) -> str:
        if chance.random() < 0.5:
            return chance.choice(QUESTIONS)
        invented = "".join(chance.choice("aeioubdgklmnprst") for _ in range(8))
        return f"{chance.choice(self._rare)} And {invented}?"

    async def _ask(
        self, client: aiohttp.ClientSession, chat: str, visitor: dict[str, str], asking: dict[str, str]
    ) -> None:
        started, first, whole = time.monotonic(), 0.0, False
        async with client.post(
            f"{self._address}/api/conversations/{chat}/turns", json=asking, headers=visitor
        ) as answer:
            if answer.status != 200:
                self.errors[f"{answer.status}: {(await answer.text())[:90]}"] += 1
                return
            async for line in answer.content:
                if line.startswith(b"event: statement") and not first:
                    first = time.monotonic() - started
                whole = whole or line.startswith(b"event: reply")
        if not (first and whole):
            self.errors["a turn without a statement or its end"] += 1
        self.firsts.append(1e3 * first)


async def run(address: str, process: int, visitors: int, minutes: float) -> dict[str, object]:
    """All visitors, and the server's memory each five seconds."""
    crowd = Visitors(address, time.monotonic() + 60 * minutes)
    memory: list[list[float]] = []
    connector = aiohttp.TCPConnector(
        limit=0, keepalive_timeout=4
    )  # the server lets an idle connection go after five, and a browser would ask again
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=60)) as client:
        going = [asyncio.create_task(crowd.visit(number, client)) for number in range(visitors)]
        started = time.monotonic()
        while not all(one.done() for one in going):
            await asyncio.sleep(5)
            minute = int((time.monotonic() - started) // 60)
            memory += [[] for _ in range(minute + 1 - len(memory))]
            memory[minute].append(held(process))
        await asyncio.gather(*going)
    by_minute = [round(mean(one), 1) for one in memory if len(one) > 6]
    firsts = sorted(crowd.firsts)
    third = by_minute[min(2, len(by_minute) - 1)]
    return {
        "visitors": visitors,
        "minutes": minutes,
        "turns": len(firsts),
        "errors": dict(crowd.errors),
        "first_statement_ms": {
            f"p{part}": round(firsts[int(part / 100 * len(firsts))], 1) for part in (50, 95, 99)
        },
        "memory_mib": by_minute,
        "growth": round(by_minute[-1] / third, 3),
    }


def main() -> None:
    """Run it, print the figures, say whether they hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10)
    given = parser.parse_args()
    command = [sys.executable, "-u", "-c", "from bot.cli.main import main; main()", "serve", "--port", "0"]
    with (
        tempfile.TemporaryDirectory() as home,
        subprocess.Popen(
            command, env=os.environ | {"DEBATE_HOME": home}, stdout=subprocess.PIPE, text=True
        ) as server,
    ):
        assert server.stdout is not None
        address = server.stdout.readline().split("open at ")[1].split(" ")[0]
        try:
            figures = asyncio.run(run(address, server.pid, given.visitors, given.minutes))
        finally:
            server.terminate()
    print(json.dumps(figures))
    slow = figures["first_statement_ms"]["p95"] > SLOWEST  # type: ignore[index]
    sys.exit(bool(figures["errors"]) or slow or figures["growth"] > GROWTH)  # type: ignore[operator]


if __name__ == "__main__":
    main()
