"""Open the index of a topic: its passages, claims and other wordings, in Chroma and BM25.

In Chroma alone where its server searches words, too. An index that is missing is built (see `index_build`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from knowledge import IndexUnavailable, KnowledgeError
from knowledge.chroma import ChromaServer, first_line, is_damaged, open_client, reopen_client, set_aside
from knowledge.embeddings import Embedder
from knowledge.index_build import build_index, index_names
from knowledge.index_entries import entries_of, load_bm25s, save_words
from knowledge.index_format import Index, find_collection, index_name, is_sparse
from knowledge.topic import Topic

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_LOCK_WAIT = 120.0  # seconds


def open_index(topic: Topic, embedder: Embedder, home: Path, server: ChromaServer | None = None) -> Index:
    """Return the index of a topic, built if there is none yet.

    Raises KnowledgeError where it was made with another embedding.
    """

    def act(client: ClientAPI) -> Index:
        return _complete(client, topic, embedder, home) or _locked_build(
            client, topic, embedder, home, rebuild=False
        )

    return _with_client(act, home, server)


def rebuild_index(topic: Topic, embedder: Embedder, home: Path, server: ChromaServer | None = None) -> Index:
    """Return the index as `open_index` does, but replace one made with another embedding."""

    def act(client: ClientAPI) -> Index:
        try:
            index = _complete(client, topic, embedder, home)
        except KnowledgeError:
            index = None
        return index or _locked_build(client, topic, embedder, home, rebuild=True)

    return _with_client(act, home, server)


def reopen_index(topic: Topic, embedder: Embedder, home: Path, server: ChromaServer | None = None) -> Index:
    """Return the index of a topic whose search failed: opened again, or rebuilt if it still fails."""

    def act(client: ClientAPI) -> Index:
        with suppress(Exception):  # then it is rebuilt
            index = _complete(client, topic, embedder, home)
            if index and _answers(index, embedder):
                return index
        shutil.rmtree(home / "bm25" / index_name(topic), ignore_errors=True)
        if find_collection(client, index_name(topic)) is not None:
            client.delete_collection(index_name(topic))
        return _locked_build(client, topic, embedder, home, rebuild=True)

    return _with_client(act, home, server, reopen_client)


def _answers(index: Index, embedder: Embedder) -> bool:
    """Return whether both halves of an index can be searched, and hold everything."""
    index.collection.query(
        query_embeddings=np.ones((1, embedder.width), dtype=np.float32), n_results=1, include=["distances"]
    )
    if not index.sparse:
        load_bm25s().BM25.load(index.lexical, mmap=True, load_vocab=True)
    return index.collection.count() == len(index.entries)


def _with_client(
    act: Callable[[ClientAPI], Index],
    home: Path,
    server: ChromaServer | None,
    opens: Callable[[Path, ChromaServer | None], ClientAPI] = open_client,
) -> Index:
    """Return what `act` makes of an open Chroma.

    A folder that turns out to be damaged is set aside, and it acts once more, on an empty one.
    """
    try:
        return act(opens(home, server))
    except KnowledgeError:
        raise
    except Exception as exc:  # Chroma's Rust part, and httpx, raise what they like
        if server is not None:
            raise IndexUnavailable(
                f"the Chroma server at {server.url} is not working properly: {first_line(exc)}"
            ) from exc
        if not is_damaged(home):
            raise IndexUnavailable(
                f"the index in {home} is not working properly: {first_line(exc)}; free up space, "
                "or set DEBATE_HOME"
            ) from exc
        set_aside(home)
        try:
            return act(open_client(home))
        except KnowledgeError:
            raise
        except Exception as again:
            raise IndexUnavailable(f"the index in {home} cannot be rebuilt: {first_line(again)}") from again


def _complete(client: ClientAPI, topic: Topic, embedder: Embedder, home: Path) -> Index | None:
    """Return the index, where its collection is there and no earlier embedding made it.

    The lexical part, which is each machine's own, is made where it is missing.
    """
    collection = find_collection(client, index_name(topic))
    if collection is None:
        return None
    made_with = (collection.metadata or {}).get("embedding")
    if made_with != embedder.name:
        if str(made_with).startswith(embedder.succeeds):
            return None
        raise KnowledgeError(
            f"the index of {topic.slug} was made with the embedding {made_with}, not {embedder.name}: "
            f"set DEBATE_EMBEDDINGS back, or rebuild it with: debate index --topic {topic.slug}"
        )
    entries = entries_of(topic)
    lexical = home / "bm25" / collection.name
    if not lexical.is_dir():
        try:
            save_words(entries, home / "bm25", collection.name, bm25=not is_sparse(collection))
        except OSError as exc:
            raise _unwritable(home, exc) from exc
    return Index(collection.name, collection, lexical, entries)


def _locked_build(client: ClientAPI, topic: Topic, embedder: Embedder, home: Path, *, rebuild: bool) -> Index:
    try:
        with FileLock(home / "index.lock", timeout=_LOCK_WAIT):
            if not rebuild:  # another process may have built it while this one waited
                index = _complete(client, topic, embedder, home)
                if index:
                    return index
            return build_index(client, topic, embedder, home)
    except Timeout as exc:
        raise IndexUnavailable(
            f"another process has been indexing in {home} for {_LOCK_WAIT:.0f} s; try again when it is done"
        ) from exc
    except OSError as exc:
        raise _unwritable(home, exc) from exc


def _unwritable(home: Path, exc: OSError) -> IndexUnavailable:
    return IndexUnavailable(
        f"cannot write the index in {home}: {exc.strerror or exc}; free up space or set DEBATE_HOME"
    )


def drop_indexes(slug: str, home: Path, server: ChromaServer | None = None) -> None:
    """Remove all indexes of a topic that is gone, and what was fitted on its wordings."""
    shutil.rmtree(home / "fitted" / slug, ignore_errors=True)
    folder = home / "bm25"
    client = open_client(home, server) if index_names(slug, folder) else None
    for name in index_names(slug, folder):
        if client is not None and find_collection(client, name) is not None:
            client.delete_collection(name)
        shutil.rmtree(folder / name, ignore_errors=True)
