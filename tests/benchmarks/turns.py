"""Turns with the embedded writer, beside the floors that they stand on: `python tests/benchmarks/turns.py`.

A whole turn and its first statement, over the questions of all evaluation sets, asked once each (nothing is
answered from before); a search beside Chroma's own query; and, over HTTP, turns a second of one `debate
serve` beside a bare FastAPI that streams the same bytes, with eight clients: questions that differ, and the
ten that readers begin with; and what it holds in memory then, and after twenty questions in Chromium. Medians
and 95th percentiles in milliseconds; prints one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp
import numpy as np

from bot.build import build
from bot.settings import Settings
from bot.statement import Statement

CLIENTS, SECONDS = 8, 8.0
BARE = """
import asyncio, json, sys
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
import uvicorn
parts = json.loads(sys.stdin.readline())
app = FastAPI()

@app.post("/v1/chat/completions")
async def answer(given: dict) -> StreamingResponse:
    async def stream():
        for part in parts:
            yield part
    return StreamingResponse(stream(), media_type="text/event-stream")

uvicorn.run(app, port=7896, log_level="critical")
"""


def questions() -> list[tuple[str, str]]:
    """(text, mode) of every case that is one question, in an order by chance."""
    found = []
    for file in sorted(Path(str(files("evals") / "sets")).glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            case = json.loads(line)
            asked = case.get("question") or (case.get("asks") or [""])[0]
            if asked and case.get("mode", "ask") in ("ask", "for", "against"):
                found.append((asked, case.get("mode", "ask")))
    unique = list(dict.fromkeys(found))
    random.Random(5).shuffle(unique)
    return unique


def part(took: Sequence[float], share: float) -> float:
    """The quantile, in milliseconds."""
    return round(1e3 * sorted(took)[min(len(took) - 1, int(share * len(took)))], 2)


def in_process(home: Path) -> dict[str, Any]:
    """Turns and searches without a network."""
    bot = build(Settings(home=home, cache=False)).of()
    asked = questions()
    for text, mode in asked[:20]:
        bot.reply(text, mode)
    whole, firsts, finds, bare = [], [], [], []
    search: Any = bot.search
    for text, mode in asked:
        started, first = time.perf_counter(), 0.0
        for event in bot.stream(text, mode):
            if isinstance(event, Statement) and not first:
                first = time.perf_counter() - started
        whole.append(time.perf_counter() - started)
        firsts.append(first or whole[-1])
        started = time.perf_counter()
        search.find(text)
        finds.append(time.perf_counter() - started)
        vector = np.asarray(search._embedder.vectors([text]))
        started = time.perf_counter()
        search._index.collection.query(query_embeddings=vector, n_results=6)
        bare.append(time.perf_counter() - started)
    return {
        "questions": len(asked),
        "turn_ms": median(whole) * 1e3,
        "turn_p95_ms": part(whole, 0.95),
        "first_ms": median(firsts) * 1e3,
        "search_ms": median(finds) * 1e3,
        "search_p95_ms": part(finds, 0.95),
        "chroma_query_ms": median(bare) * 1e3,
    }


async def rate(address: str, asked: list[tuple[str, str]]) -> tuple[float, float, list[str]]:
    """Streamed turns a second with eight clients, their 95th percentile in milliseconds.

    And the parts of one answer.
    """
    took: list[float] = []
    parts: list[str] = []
    left = iter(asked * 10_000 if len(asked) <= 10 else asked)
    until = time.monotonic() + SECONDS
    begun = time.monotonic()

    async def client(session: aiohttp.ClientSession) -> None:
        for text, mode in left:
            if time.monotonic() > until:
                return
            started = time.perf_counter()
            asking = {"model": mode, "stream": True, "messages": [{"role": "user", "content": text}]}
            async with session.post(f"{address}/v1/chat/completions", json=asking) as answer:
                said = [piece.decode() async for piece in answer.content.iter_any()]
                assert answer.status == 200, said
            took.append(time.perf_counter() - started)
            if not parts:
                parts.extend(f"{event}\n\n" for event in "".join(said).split("\n\n") if event)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(client(session) for _ in range(CLIENTS)))
    return len(took) / (time.monotonic() - begun), part(took, 0.95), parts


def in_browser(home: Path) -> dict[str, Any]:
    """MiB that `debate serve` holds after twenty questions in all modes, asked in Chromium."""
    from playwright.sync_api import expect, sync_playwright

    with serving(home) as (address, process), sync_playwright() as playwright:
        page = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        ).new_page()
        page.goto(address)
        for number, (text, _) in enumerate(questions()[:20]):
            mode = ("Ask", "Argue for", "Argue against", "Debate me")[number % 4]
            page.locator("#mode").get_by_text(mode, exact=True).click()
            page.fill("#box textarea", text)
            page.press("#box textarea", "Enter")
            expect(page.locator(".reply .copy")).to_have_count(number + 1, timeout=30_000)
        return {"browser_mib": held(process)}


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, int]]:
    """`debate serve` without caps: its address and process."""
    environment = os.environ | {"DEBATE_HOME": str(home), "DEBATE_CAP_ADDRESS": "", "DEBATE_CAP_VISITOR": ""}
    command = [sys.executable, "-u", "-c", "from bot.cli.main import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split("open at ")[1].split(" ")[0], server.pid
        finally:
            server.terminate()


def held(process: int) -> float:
    """Resident MiB of a process."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


def over_http(home: Path) -> dict[str, Any]:
    """Turns a second, beside the same bytes from a bare FastAPI."""
    asked = questions()
    with serving(home) as (address, process):
        first_time, slow, parts = asyncio.run(rate(address, asked))
        begins, quick, _ = asyncio.run(rate(address, asked[:10]))
        busy = held(process)
    with subprocess.Popen([sys.executable, "-c", BARE], stdin=subprocess.PIPE, text=True) as bare:
        assert bare.stdin is not None
        bare.stdin.write(json.dumps(parts) + "\n")
        bare.stdin.flush()
        time.sleep(4)
        try:
            floor, _, _ = asyncio.run(rate("http://127.0.0.1:7896", asked[:10]))
        finally:
            bare.terminate()
    return {
        "busy_mib": busy,
        "bare_fastapi_per_s": floor,
        "turns_per_s": begins,
        "turns_ratio": begins / floor,
        "turns_p95_ms": quick,
        "new_turns_per_s": first_time,
        "new_turns_ratio": first_time / floor,
        "new_turns_p95_ms": slow,
    }


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        figures = in_process(Path(folder)) | over_http(Path(folder)) | in_browser(Path(folder))
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
