"""What search can find of a topic, and the part of the index that is not Chroma's.

Each entry is a text that points at a passage, a claim or a line.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from knowledge.sentence_analysis import terms
from knowledge.sparse import K1, B
from knowledge.stubbed_imports import without
from knowledge.topic import Topic


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One text that search can find: a passage, a claim's wording or a line's, and what it points at."""

    id: str
    kind: str  # passage, claim, line
    target: str
    text: str


def load_bm25s() -> Any:
    """Return the module `bm25s`, without SciPy.

    It would load that where it is installed, and only to build with.
    """
    with without("scipy"):
        return import_module("bm25s")


def entries_of(topic: Topic) -> tuple[IndexEntry, ...]:
    """Return all that search can find of a topic, in a fixed order."""
    return tuple(_entries(topic))


def _entries(topic: Topic) -> Iterator[IndexEntry]:
    for passage in topic.document.passages:
        yield IndexEntry(f"p:{passage.id}", "passage", str(passage.id), passage.text)
    if topic.argument_map is None:
        return
    for claim in topic.argument_map.claims:
        for number, text in enumerate((claim.says, *claim.asked)):
            yield IndexEntry(f"c:{claim.id}:{number}", "claim", claim.id, text)
    for line in topic.argument_map.lines:
        for number, text in enumerate((line.title, *line.asked)):
            yield IndexEntry(f"l:{line.id}:{number}", "line", line.id, text)


def save_words(entries: tuple[IndexEntry, ...], folder: Path, name: str, *, bm25: bool) -> Path:
    """Save an index of all words, where `bm25`, and return its folder, which is there in any case."""
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    if bm25:
        retriever = load_bm25s().BM25(method="lucene", k1=K1, b=B)
        retriever.index([terms(entry.text) or ["-"] for entry in entries], show_progress=False)
        retriever.save(scratch)
    place = folder / name
    shutil.rmtree(place, ignore_errors=True)
    scratch.replace(place)
    return place
