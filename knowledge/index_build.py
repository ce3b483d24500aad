"""Build the index of a topic beside the old one, and drop those that are no longer needed.

A new one has a name of its own and counts only once it is complete, so a process killed at any moment leaves
what was there.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.embeddings import Embedder, Vectors
from knowledge.index_entries import IndexEntry, entries_of, save_words
from knowledge.index_format import NEAR, SPACE, WORDS, Index, find_collection, index_name, is_sparse
from knowledge.rounding import unit_rows
from knowledge.sentence_analysis import terms
from knowledge.shipped_vectors import shipped_vectors
from knowledge.slugs import ascii_name
from knowledge.sparse import text_vectors
from knowledge.topic import Topic

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 2000
_MAKING = "making."


def build_index(client: ClientAPI, topic: Topic, embedder: Embedder, home: Path) -> Index:
    """Build the index beside what is there, and rename it once it is complete.

    So a collection of the topic's name is never half made.
    """
    name, entries = index_name(topic), entries_of(topic)
    folder = home / "bm25"
    folder.mkdir(parents=True, exist_ok=True)
    _drop_unfinished(client, folder)
    scratch = f"{_MAKING}{name}.{uuid.uuid4().hex[:8]}"
    (folder / f".{scratch}").touch()  # what a killed process leaves is known by it
    vectors = _vectors(client, entries, topic.slug, embedder, home)
    metadata: dict[str, Any] = {
        "embedding": embedder.name,
        "topic": topic.slug,
        "document": topic.document.sha256,
    }
    unfinished = _create(client, scratch, metadata)
    with ThreadPoolExecutor(1) as beside:  # Chroma's own work holds no lock of this interpreter
        adding = beside.submit(_add, unfinished, entries, vectors)
        lexical = save_words(entries, folder, name, bm25=not is_sparse(unfinished))
        adding.result()
    collection = _put_in_place(client, unfinished, name, embedder)
    (folder / f".{scratch}").unlink()
    _drop_old(client, topic.slug, folder, name)
    return Index(name, collection, lexical, entries, built=True)


def _create(client: ClientAPI, name: str, metadata: Mapping[str, Any]) -> Collection:
    """Return an empty collection, with an index of sparse vectors where the server offers that.

    Chroma Cloud and distributed Chroma do.
    """
    from chromadb.errors import ChromaError

    if client.get_settings().chroma_server_host:
        from chromadb import Schema, SparseVectorIndexConfig, VectorIndexConfig

        schema = (
            Schema()
            .create_index(config=VectorIndexConfig(space=SPACE))
            .create_index(config=SparseVectorIndexConfig(), key=WORDS)
        )
        with suppress(ChromaError):
            return client.create_collection(
                name, schema=schema, metadata={**metadata, WORDS: "sparse"}, embedding_function=None
            )
    return client.create_collection(
        name,
        metadata=dict(metadata),
        embedding_function=None,
        configuration={"hnsw": {"space": SPACE, "ef_search": NEAR}},
    )


def _put_in_place(client: ClientAPI, unfinished: Collection, name: str, embedder: Embedder) -> Collection:
    """Return the collection under its name.

    Another machine may have made the same meanwhile: then that one stays.
    """
    there = find_collection(client, name)
    if there is not None and (there.metadata or {}).get("embedding") != embedder.name:
        client.delete_collection(name)
        there = None
    if there is None:
        try:
            unfinished.modify(name=name)
        except Exception:  # the name was taken in this moment; each kind of client has its own error for it
            there = find_collection(client, name)
            if there is None:
                raise
    if there is None:
        return unfinished
    client.delete_collection(unfinished.name)
    return there


def _add(collection: Collection, entries: Sequence[IndexEntry], vectors: Vectors) -> None:
    metadatas: list[Any] = [{"kind": entry.kind, "target": entry.target} for entry in entries]
    if is_sparse(collection):
        from chromadb import SparseVector

        for metadata, words in zip(
            metadatas, text_vectors([terms(entry.text) or ["-"] for entry in entries]), strict=True
        ):
            metadata[WORDS] = SparseVector(list(words), list(words.values()))
    for first in range(0, len(entries), _BATCH):
        part = entries[first : first + _BATCH]
        collection.add(
            ids=[entry.id for entry in part],
            embeddings=vectors[first : first + _BATCH],
            documents=[entry.text for entry in part],
            metadatas=metadatas[first : first + _BATCH],
        )


def _vectors(
    client: ClientAPI, entries: Sequence[IndexEntry], slug: str, embedder: Embedder, home: Path
) -> Vectors:
    """Return the vector of each text, from what ships or the topic's last index where these have the text.

    So a correction costs what it changes.
    """
    texts = dict.fromkeys(entry.text for entry in entries)
    known = shipped_vectors(slug, embedder.name, texts) | known_vectors(client, slug, embedder, home)
    new = [text for text in texts if text not in known]
    known |= dict(zip(new, embedder.vectors(new), strict=True)) if new else {}
    return (
        np.stack([known[entry.text] for entry in entries])
        if entries
        else np.zeros((0, embedder.width), dtype=np.float32)
    )


def known_vectors(client: ClientAPI, slug: str, embedder: Embedder, home: Path) -> dict[str, Vectors]:
    """Map text to vector, of the topic's newest index by that embedder."""
    for name in reversed(index_names(slug, home / "bm25")):
        collection = find_collection(client, name)
        if collection is not None and (collection.metadata or {}).get("embedding") == embedder.name:
            stored = collection.get(include=["embeddings", "documents"])
            if stored["embeddings"] is not None and stored["documents"] is not None:
                vectors = unit_rows(np.asarray(stored["embeddings"]))  # an earlier format kept them otherwise
                return dict(zip(stored["documents"], vectors, strict=True))
    return {}


def index_names(slug: str, folder: Path) -> list[str]:
    """Return the indexes of a topic, the oldest first."""
    places = [place for place in folder.glob(f"{ascii_name(slug)}.*") if place.is_dir()]
    return [place.name for place in sorted(places, key=lambda place: place.stat().st_mtime_ns)]


def _drop_unfinished(client: ClientAPI, folder: Path) -> None:
    """Remove what a killed process left; the lock is held, so none of it is in the making."""
    for mark in folder.glob(f".{_MAKING}*"):
        name = mark.name.removeprefix(".")
        if find_collection(client, name) is not None:
            client.delete_collection(name)
        mark.unlink()
    for left in folder.glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)


def _drop_old(client: ClientAPI, slug: str, folder: Path, name: str) -> None:
    """Remove a topic's indexes but for this one and the one before, which a running server may still read."""
    for old in [other for other in index_names(slug, folder) if other != name][:-1]:
        if find_collection(client, old) is not None:
            client.delete_collection(old)
        shutil.rmtree(folder / old, ignore_errors=True)
