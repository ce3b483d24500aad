"""Cold start, memory and the cost of the gate, each beside its yardstick in the same run: `python tests/benchmarks/compare.py`.

Prints one JSON object. The peer is LangChain's tutorial chain (split, embed into Chroma, retrieve, prompt, model) against a
local server that answers at once; it needs the yardsticks folder beside the checkout.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.build import build
from bot.gate import check
from bot.settings import Settings
from bot.statement import Statement
from tests.benchmarks.yardsticks import DEBATE, PERF, QUESTION, model_server

RUNS = 7


def cold_start(home: Path) -> dict[str, float]:
    """Medians in seconds: `debate ask` from process start to exit, and the peer to its first token, by turns."""
    environment = os.environ | {"DEBATE_HOME": str(home)}
    subprocess.run([*DEBATE, "ask", QUESTION], env=environment, check=True, capture_output=True)  # builds the index
    ours, theirs = [], []
    with model_server() as base:
        for _ in range(RUNS):
            started = time.perf_counter()
            subprocess.run([*DEBATE, "ask", QUESTION], env=environment, check=True, capture_output=True)
            ours.append(time.perf_counter() - started)
            done = subprocess.run([sys.executable, str(PERF / "peers.py"), "langchain", base, "1"], check=True, capture_output=True, text=True)
            theirs.append(json.loads(done.stdout)["cold_to_first_token_s"])
    mine, peer = statistics.median(ours), statistics.median(theirs)
    return {"debate_ask_s": round(mine, 3), "langchain_first_token_s": round(peer, 3), "ratio": round(mine / peer, 3)}


def serving(home: Path) -> dict[str, float]:
    """MiB that `debate serve` holds after 20 questions in all modes, asked in Chromium."""
    from playwright.sync_api import expect, sync_playwright

    command = [sys.executable, "-u", *DEBATE[1:], "serve", "--port", "0"]
    with subprocess.Popen(command, env=os.environ | {"DEBATE_HOME": str(home)}, stdout=subprocess.PIPE, text=True) as process, sync_playwright() as playwright:
        try:
            assert process.stdout is not None
            address = next(found.group() for line in process.stdout if (found := re.search(r"http://[\d.:]+", line)))
            page = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]).new_page()
            page.goto(address)
            for number in range(20):
                page.get_by_text(("Ask", "Argue for", "Argue against", "Debate me")[number % 4], exact=True).click()
                page.fill("#box textarea", QUESTION)
                page.press("#box textarea", "Enter")
                expect(page.locator(".reply .copy")).to_have_count(number + 1, timeout=30_000)
            return {"serve_rss_mib": memory(process.pid)}
        finally:
            process.terminate()


def memory(pid: int) -> float:
    """Resident MiB of a process."""
    held = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("ascii"))
    assert held
    return round(int(held.group(1)) / 1024, 1)


def gate(home: Path) -> dict[str, float]:
    """Milliseconds a statement: the first time that a text is read, and again."""
    bot = build(Settings(home=home)).of()
    argument_map, document = bot.topic.argument_map, bot.topic.document
    assert argument_map is not None
    said = [Statement("report", f"The op-ed says that {claim.says}.".replace("..", "."), claim.passages) for claim in argument_map.claims]
    said += [Statement("critique", f"{a.says}.", argument_map.passages_of(a.about)) for line in argument_map.lines for a in line.attacks if a.says]
    check(said[0], document.passages, document)
    took = []
    for _ in range(2):
        started = time.perf_counter()
        for statement in said:
            check(statement, document.passages, document)
        took.append(1e3 * (time.perf_counter() - started) / len(said))
    return {"gate_first_ms": round(took[0], 2), "gate_again_ms": round(took[1], 2)}


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as home:
        figures = gate(Path(home)) | serving(Path(home)) | cold_start(Path(home))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
