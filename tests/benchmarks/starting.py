"""From the start of a process to its first byte, beside the bare imports that it stands on.

`python tests/benchmarks/starting.py`.

`debate --help` and a cold `debate ask` beside `import chromadb`; `/embed` and `/` of `debate serve` beside
`import gradio`; medians by turns in one run, and what `serve` holds in memory. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

DEBATE = [sys.executable, "-c", "from bot.cli.main import main; main()"]
RUNS = 9


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["DEBATE_HOME"] = home
        ended([*DEBATE, "ask", "What of China?"])  # makes the index
        memory: list[float] = []
        draft = Path(home) / "draft.md"
        draft.write_text("The op-ed says that China is the most formidable rival of the U.S.\n", "utf-8")
        took = by_turns(
            {
                "import_chromadb_s": lambda: ended([sys.executable, "-c", "import chromadb"]),
                "help_s": lambda: ended([*DEBATE, "--help"]),
                "ask_s": lambda: ended([*DEBATE, "ask", "What of China?"]),
                "topics_s": lambda: ended([*DEBATE, "topics"]),
                "map_s": lambda: ended([*DEBATE, "map"]),
                "check_s": lambda: ended([*DEBATE, "check", str(draft)]),
                "index_s": lambda: ended([*DEBATE, "index", "--topic", "us-korea-alliance"]),
                "eval_s": lambda: ended([*DEBATE, "eval", "--help"]),
                "import_gradio_s": lambda: ended([sys.executable, "-c", "import gradio"]),
                "embed_s": lambda: first_byte("/embed", memory),
                "page_s": lambda: first_byte("/", memory),
            }
        )
    ratios = {
        "help_ratio": took["help_s"] / took["import_chromadb_s"],
        "ask_ratio": took["ask_s"] / took["import_chromadb_s"],
        "embed_ratio": took["embed_s"] / took["import_gradio_s"],
        "page_ratio": took["page_s"] / took["import_gradio_s"],
    }
    print(
        json.dumps(
            {name: round(value, 3) for name, value in (took | ratios).items()}
            | {"serve_mib": round(max(memory))}
        )
    )


def by_turns(acts: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The median of each, taken by turns, so that what the machine does meanwhile strikes all."""
    took: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(RUNS):
        for name, act in acts.items():
            took[name].append(act())
    return {name: statistics.median(values) for name, values in took.items()}


def ended(command: list[str]) -> float:
    """Seconds from a process's start to its end."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def first_byte(path: str, memory: list[float]) -> float:
    """Seconds from the start of `debate serve` to the first byte of a page that is whole.

    `memory` gets the MiB it holds then.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [*DEBATE, "serve", "--port", "7893"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:7893{path}", timeout=30) as answer:
                        answer.read(1)
                        took = time.perf_counter() - started
                        answer.read()
                        break
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.01)
            held = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text("ascii"))
            memory.append(int(held[1]) / 1024 if held else 0.0)
        finally:
            process.terminate()
    return took


if __name__ == "__main__":
    main()
