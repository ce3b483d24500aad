"""The vectors of the texts of the topics that ship, so that a first question waits for its own alone.

`python -m knowledge.shipped_vectors` makes them again after a topic or the sentence encoder has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings import Embedder, OnnxEmbedder, Vectors
from knowledge.index_entries import entries_of
from knowledge.rounding import GRID
from knowledge.topic import Topic, shipped_slugs, shipped_topic

FILE = "vectors.npz"


def shipped_vectors(slug: str, embedder: str, texts: Iterable[str]) -> dict[str, Vectors]:
    """Map to vector those of the texts whose vectors ship with a topic.

    None where it ships none, or those of another embedder.
    """
    file = _file(slug)
    if not file.is_file():
        return {}
    with np.load(file) as kept:
        if str(kept["embedder"]) != embedder:
            return {}
        places = {bytes(key): place for place, key in enumerate(kept["keys"])}
        rows = np.asarray(kept["rows"], dtype=np.float32) / np.float32(GRID)
    return {text: rows[places[key]] for text in texts if (key := _key(text)) in places}


def write_shipped_vectors(topic: Topic, embedder: Embedder) -> None:
    """Write the vectors of all that search can find of a topic, as multiples of the grid that they are on."""
    texts = list(dict.fromkeys(entry.text for entry in entries_of(topic)))
    rows: NDArray[np.int16] = np.rint(embedder.vectors(texts) * GRID).astype(np.int16)
    keys = np.array([np.void(_key(text)) for text in texts])
    np.savez_compressed(_file(topic.slug), embedder=np.array(embedder.name), keys=keys, rows=rows)


def _file(slug: str) -> Path:
    return Path(str(files("knowledge") / slug / FILE))


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:8]


if __name__ == "__main__":
    for shipped in shipped_slugs():
        write_shipped_vectors(shipped_topic(shipped), OnnxEmbedder())
