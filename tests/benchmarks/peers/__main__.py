"""This bot beside what one would otherwise take, each in an environment of its own.

`python -m tests.benchmarks.peers`.

The environments are made where they lack (`.venv-peer-*`, from the package index that pip is set to). Each
peer reads the shipped brief, answers from six of its parts, and has the same model: a local server that
answers at once, in words that the brief carries. By turns in one run: from the start of a process to the
first words of its answer, and the most memory that it held; then, in one process each, a question after the
other. The peers index when they start, as their tutorials do; this bot did when it first ran, which is timed
as well. Keeps the medians in `peers.json`, from which `python -m tests.benchmarks.table --kept` writes
README.md beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from tests.servers.scripted_openai import Script, Scripted

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
RESULTS = HERE / "peers.json"
BRIEF = ROOT / "knowledge" / "us-korea-alliance" / "brief.md"
NEEDS = {
    "debate": ["."],
    "langchain": ["langchain", "langchain-openai", "langchain-chroma", "langchain-text-splitters"],
    "llamaindex": [
        "llama-index-core",
        "llama-index-llms-openai-like",
        "llama-index-embeddings-openai-like",
        "llama-index-vector-stores-chroma",
    ],
    "haystack": ["haystack-ai", "chroma-haystack"],
}
PEERS = {  # a column of the table → environment, script
    "embedded": ("debate", "debate_bot.py"),
    "model": ("debate", "debate_bot.py"),
    "langchain": ("langchain", "langchain_chain.py"),
    "llamaindex": ("llamaindex", "llamaindex_chat.py"),
    "haystack": ("haystack", "haystack_rag.py"),
}
QUESTION = "Who is the most formidable rival of the United States?"
ANSWER = "report [8]: The op-ed says that China is the most formidable rival of the U.S.\n" * 2
COLD, WARM = 5, 40


def python_of(name: str) -> Path:
    """The interpreter of an environment."""
    return ROOT / f".venv-peer-{name}" / "bin" / "python"


def install(name: str) -> None:
    """Make an environment where it is missing; this bot is installed again, as it is now."""
    python = python_of(name)
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *NEEDS[name]], check=True, cwd=ROOT)
    elif name == "debate":
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", "."],
            check=True,
            cwd=ROOT,
        )


def model(body: dict[str, Any]) -> tuple[int, str] | Script:
    """The model: the same words to every question, and vectors of 384 numbers."""
    if "input" not in body:
        return 200, ANSWER
    texts = body["input"] if isinstance(body["input"], list) else [body["input"]]
    rows = [
        {
            "object": "embedding",
            "index": n,
            "embedding": [(hash(f"{text}{bit}") & 1) - 0.49 for bit in range(384)],
        }
        for n, text in enumerate(texts)
    ]
    told = {"object": "list", "model": "m", "data": rows, "usage": {"prompt_tokens": 1, "total_tokens": 1}}
    return Script([json.dumps(told).encode()], kind="application/json")


@contextmanager
def running(name: str, home: Path, model_url: str) -> Iterator[tuple[subprocess.Popen[bytes], list[float]]]:
    """A process of a peer; after its end the list holds the MiB that it held at most."""
    environment, script = PEERS[name]
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("DEBATE_", "OPENAI_", "PYTHON"))
    }
    kept |= {
        "OPENAI_BASE_URL": model_url,
        "OPENAI_API_KEY": "k" * 20,
        "DEBATE_HOME": str(home),
        "DEBATE_CACHE": "false",
    }
    kept |= {"ANONYMIZED_TELEMETRY": "False", "HAYSTACK_TELEMETRY_ENABLED": "False"} | (
        {"DEBATE_MODEL": "openai:m"} if name == "model" else {}
    )
    held: list[float] = []
    with (
        (home / f"{name}.log").open("w") as log,
        subprocess.Popen(
            [str(python_of(environment)), str(HERE / script), str(BRIEF)],
            env=kept,
            cwd=HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        ) as process,
    ):
        yield process, held
        assert process.stdin is not None
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        held.append(used.ru_maxrss / 1024)


def ask(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """When the first words of an answer came, and its end."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{QUESTION}\n".encode())
    process.stdin.flush()
    said = process.stdout.read(1)
    first = time.perf_counter()
    if said in (b"", b"\0"):
        raise SystemExit(f"{process.args!r} said nothing")
    while process.stdout.read(1) != b"\0":
        pass
    return first, time.perf_counter()


def cold(home: Path, model_url: str) -> dict[str, dict[str, float]]:
    """Seconds from the start of a process to its first words, and MiB at most."""
    took: dict[str, list[float]] = {name: [] for name in PEERS}
    most: dict[str, list[float]] = {name: [] for name in PEERS}
    for _ in range(COLD):
        for name in PEERS:
            started = time.perf_counter()
            with running(name, home, model_url) as (process, held):
                took[name].append(ask(process)[0] - started)
            most[name] += held
    return {name: {"cold_s": median(took[name]), "memory_mib": median(most[name])} for name in PEERS}


def warm(name: str, home: Path, model_url: str) -> dict[str, float]:
    """Milliseconds to the first words and to the end, of one process that was asked before."""
    firsts, wholes = [], []
    with running(name, home, model_url) as (process, _):
        for number in range(WARM + 5):
            started = time.perf_counter()
            first, whole = ask(process)
            if number >= 5:
                firsts.append(1e3 * (first - started))
                wholes.append(1e3 * (whole - started))
    return {"first_ms": median(firsts), "whole_ms": median(wholes)}


def main() -> None:
    """Measure and keep."""
    for name in NEEDS:
        install(name)
    with tempfile.TemporaryDirectory() as folder, Scripted(model).running() as server:
        home = Path(folder)
        started = time.perf_counter()
        with running("embedded", home, server.url) as (process, _):
            indexing = ask(process)[0] - started
        found = cold(home, server.url)
        for name in PEERS:
            found[name] |= warm(name, home, server.url)
    found["embedded"]["first_run_s"] = indexing
    rounded = {
        name: {key: round(value, 3) for key, value in figures.items()} for name, figures in found.items()
    }
    RESULTS.write_text(
        json.dumps({"made": datetime.now(UTC).isoformat(timespec="minutes"), "figures": rounded}, indent=1)
        + "\n",
        "utf-8",
    )
    print(json.dumps(rounded, indent=1))


if __name__ == "__main__":
    main()
