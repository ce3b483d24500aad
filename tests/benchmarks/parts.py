"""The other parts, each beside its floor: `python -m tests.benchmarks.parts`.

The gate for a statement; the index of the shipped topic beside Chroma's bare `add` of as many ready vectors;
a suite of evaluations beside the bare turns of its cases; the widget's loader and page beside the smallest
answer of the same server. Medians; prints one JSON object.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bot.build import build
from bot.gate import check
from bot.settings import Settings
from bot.statement import Statement
from knowledge.chroma import open_client
from knowledge.embeddings import OnnxEmbedder
from knowledge.index import open_index
from knowledge.index_entries import entries_of
from knowledge.topic import Topic
from tests.benchmarks.turns import serving

RUNS = 7


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def gate(topic: Topic) -> dict[str, float]:
    """Milliseconds a statement: what the claims say, as the op-ed's, where each text was read before."""
    assert topic.argument_map
    said = [
        Statement("report", f"The op-ed says that {claim.says}.".replace("..", "."), claim.passages)
        for claim in topic.argument_map.claims
    ]
    took = [
        seconds(partial(check, one, topic.document.passages, topic.document))
        for _ in range(2)
        for one in said
    ]
    return {"gate_ms": 1e3 * median(took[len(said) :])}


def indexing(topic: Topic, folder: Path) -> dict[str, float]:
    """Seconds for both halves of the index, vectors and all, and for Chroma's `add` alone."""
    embedder, entries = OnnxEmbedder(), entries_of(topic)
    vectors = embedder.vectors([entry.text for entry in entries])
    ours, bare = [], []
    for run in range(RUNS):
        ours.append(seconds(partial(open_index, topic, embedder, folder / f"ours{run}")))
        bare.append(seconds(partial(add, folder / f"bare{run}", vectors, [entry.text for entry in entries])))
    return {"texts": len(entries), "index_s": median(ours), "chroma_add_s": median(bare)}


def add(folder: Path, vectors: Any, texts: list[str]) -> None:
    """What an index in Chroma takes at least."""
    folder.mkdir()
    made: Any = open_client(folder, None).create_collection("bare", embedding_function=None)
    made.add([str(number) for number in range(len(texts))], embeddings=vectors, documents=texts)


def evaluating(home: Path) -> dict[str, float]:
    """Milliseconds a case of a suite, graded and recorded, and of its questions asked alone.

    Both with everything loaded.
    """
    from evals.run import run_suites
    from evals.suites import cases_of

    bot = build(Settings(home=home, cache=False)).of()
    cases = cases_of("facts", bot.topic.slug)
    run_suites(["facts"], home, limit=2)
    whole = seconds(lambda: run_suites(["facts"], home))
    bare = seconds(lambda: [bot.reply(case.question, case.mode) for case in cases])
    return {"case_ms": 1e3 * whole / len(cases), "case_bare_ms": 1e3 * bare / len(cases)}


def get(url: str) -> bytes:
    """The bytes at an address."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return bytes(answer.read())


def widget(home: Path) -> dict[str, float]:
    """Milliseconds to the last byte of the loader and of the widget's page, and of the smallest answer."""
    found: dict[str, float] = {}
    with serving(home) as (address, _):
        for name, path in (
            ("loader_ms", "/widget.js"),
            ("widget_page_ms", "/embed"),
            ("smallest_ms", "/healthz"),
        ):
            found[name] = 1e3 * median(seconds(partial(get, address + path)) for _ in range(50))
    return found


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["DEBATE_HOME"] = str(home / "home")
        topic = build(Settings(home=home / "home")).of().topic
        figures = gate(topic) | indexing(topic, home) | evaluating(home / "home") | widget(home / "home")
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
