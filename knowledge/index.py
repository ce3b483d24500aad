"""The write side of search: a topic's passages, claims and other wordings, into Chroma and BM25.

Into Chroma alone where its server searches words, too.

A new index is built beside the old one under a name of its own and counts only once it is marked complete, so
a process killed at any moment leaves what was there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from filelock import FileLock, Timeout

from knowledge import IndexUnavailable, KnowledgeError
from knowledge.chroma import ChromaServer, first_line, is_damaged, open_client, reopen_client, set_aside
from knowledge.embeddings import Embedder, Vectors
from knowledge.entries import IndexEntry, entries_of, load_bm25s, save_words
from knowledge.reading import terms
from knowledge.scores import unit_rows
from knowledge.slugs import ascii_name
from knowledge.sparse import text_vectors
from knowledge.topic import Topic

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

FORMAT = 7  # of what is stored; an index of another format is built anew
_BATCH = 2000
_LOCK_WAIT = 120.0  # seconds
_MAKING = "making."
WORDS = "words"  # the key of an entry's sparse vector, and of the metadata that says there is one
# Candidates that HNSW looks at. Topics are small: of so many texts it sees each, however its graph was grown,
# by as
# many threads as there are. `python tests/benchmarks/scale.py` has the figures for large collections.
NEAR = 1000
# Exact for vectors of `unit_rows`; "cosine" would scale them once more, and its sums depend on the processor.
SPACE: Literal["ip"] = "ip"


@dataclass(frozen=True)
class Index:
    """An open index: the collection, the folder of the BM25 part, and the entries in the order of both."""

    name: str
    collection: Collection
    lexical: Path
    entries: tuple[IndexEntry, ...]
    built: bool = False

    @property
    def sparse(self) -> bool:
        """Return whether the server searches words as sparse vectors, so that there is no BM25 here."""
        return _is_sparse(self.collection)


def _is_sparse(collection: Collection) -> bool:
    return (collection.metadata or {}).get(WORDS) == "sparse"


def index_name(topic: Topic) -> str:
    """Return the collection's name: topic, document hash, and what else the index is made of."""
    made_of = json.dumps([FORMAT, [(entry.id, entry.text) for entry in entries_of(topic)]])
    fingerprint = hashlib.sha256(made_of.encode()).hexdigest()[:8]
    return f"{ascii_name(topic.slug)}.{topic.document.sha256[:16]}.{fingerprint}"


def open_index(topic: Topic, embedder: Embedder, home: Path, server: ChromaServer | None = None) -> Index:
    """Return the index of a topic, built if there is none yet.

    Raises KnowledgeError where it was made with another embedding.
    """

    def act(client: ClientAPI) -> Index:
        return _complete(client, topic, embedder, home) or _locked_build(
            client, topic, embedder, home, anew=False
        )

    return _mending(act, home, server)


def rebuild_index(topic: Topic, embedder: Embedder, home: Path, server: ChromaServer | None = None) -> Index:
    """Return the index as `open_index` does, but replace one made with another embedding."""

    def act(client: ClientAPI) -> Index:
        try:
            found = _complete(client, topic, embedder, home)
        except KnowledgeError:
            found = None
        return found or _locked_build(client, topic, embedder, home, anew=True)

    return _mending(act, home, server)


def reopen_index(topic: Topic, embedder: Embedder, home: Path, server: ChromaServer | None = None) -> Index:
    """Return the index of a topic whose search failed: opened again, or rebuilt if it still fails."""

    def act(client: ClientAPI) -> Index:
        with suppress(Exception):  # then it is made anew
            found = _complete(client, topic, embedder, home)
            if found and _answers(found, embedder):
                return found
        shutil.rmtree(home / "bm25" / index_name(topic), ignore_errors=True)
        if _collection(client, index_name(topic)) is not None:
            client.delete_collection(index_name(topic))
        return _locked_build(client, topic, embedder, home, anew=True)

    return _mending(act, home, server, reopen_client)


def _answers(index: Index, embedder: Embedder) -> bool:
    """Return whether both halves of an index can be searched, and hold everything."""
    index.collection.query(
        query_embeddings=np.ones((1, embedder.width), dtype=np.float32), n_results=1, include=["distances"]
    )
    json.loads((index.lexical / "wordings.json").read_text("utf-8"))
    if not index.sparse:
        load_bm25s().BM25.load(index.lexical, mmap=True, load_vocab=True)
    return index.collection.count() == len(index.entries)


def _mending(
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
                f"the Chroma server at {server.url} does not do its part: {first_line(exc)}"
            ) from exc
        if not is_damaged(home):
            raise IndexUnavailable(
                f"the index in {home} does not do its part: {first_line(exc)}; free space, or set DEBATE_HOME"
            ) from exc
        set_aside(home)
        try:
            return act(open_client(home))
        except KnowledgeError:
            raise
        except Exception as again:
            raise IndexUnavailable(f"the index in {home} cannot be made anew: {first_line(again)}") from again


def _complete(client: ClientAPI, topic: Topic, embedder: Embedder, home: Path) -> Index | None:
    """Return the index, where its collection is there.

    The lexical part, which is each machine's own, is made where it is missing.
    """
    collection = _collection(client, index_name(topic))
    if collection is None:
        return None
    made_with = (collection.metadata or {}).get("embedding")
    if made_with != embedder.name:
        raise KnowledgeError(
            f"the index of {topic.slug} was made with the embedding {made_with}, not {embedder.name}: "
            f"set DEBATE_EMBEDDINGS back, or make it anew with: debate index --topic {topic.slug}"
        )
    entries = entries_of(topic)
    lexical = home / "bm25" / collection.name
    if not lexical.is_dir():
        try:
            save_words(entries, topic, home / "bm25", collection.name, bm25=not _is_sparse(collection))
        except OSError as exc:
            raise _unwritable(home, exc) from exc
    return Index(collection.name, collection, lexical, entries)


def _collection(client: ClientAPI, name: str) -> Collection | None:
    from chromadb.errors import NotFoundError

    try:
        return client.get_collection(name, embedding_function=None)
    except (NotFoundError, ValueError):
        return None


def _locked_build(client: ClientAPI, topic: Topic, embedder: Embedder, home: Path, *, anew: bool) -> Index:
    try:
        with FileLock(home / "index.lock", timeout=_LOCK_WAIT):
            if not anew:  # another process may have built it while this one waited
                found = _complete(client, topic, embedder, home)
                if found:
                    return found
            return _build(client, topic, embedder, home)
    except Timeout as exc:
        raise IndexUnavailable(
            f"another process has been indexing in {home} for {_LOCK_WAIT:.0f} s; try again when it is done"
        ) from exc
    except OSError as exc:
        raise _unwritable(home, exc) from exc


def _unwritable(home: Path, exc: OSError) -> IndexUnavailable:
    return IndexUnavailable(
        f"cannot write the index in {home}: {exc.strerror or exc}; free space or set DEBATE_HOME"
    )


def _build(client: ClientAPI, topic: Topic, embedder: Embedder, home: Path) -> Index:
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
    made = _create(client, scratch, metadata)
    with ThreadPoolExecutor(1) as beside:  # Chroma's own work holds no lock of this interpreter
        adding = beside.submit(_add, made, entries, vectors)
        lexical = save_words(entries, topic, folder, name, bm25=not _is_sparse(made))
        adding.result()
    collection = _put_in_place(client, made, name, embedder)
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


def _put_in_place(client: ClientAPI, made: Collection, name: str, embedder: Embedder) -> Collection:
    """Return the collection under its name.

    Another machine may have made the same meanwhile: then that one stays.
    """
    there = _collection(client, name)
    if there is not None and (there.metadata or {}).get("embedding") != embedder.name:
        client.delete_collection(name)
        there = None
    if there is None:
        try:
            made.modify(name=name)
        except Exception:  # the name was taken in this moment; each kind of client has its own error for it
            there = _collection(client, name)
            if there is None:
                raise
    if there is None:
        return made
    client.delete_collection(made.name)
    return there


def _add(collection: Collection, entries: Sequence[IndexEntry], vectors: Vectors) -> None:
    told: list[Any] = [{"kind": entry.kind, "target": entry.target} for entry in entries]
    if _is_sparse(collection):
        from chromadb import SparseVector

        for one, words in zip(
            told, text_vectors([terms(entry.text) or ["-"] for entry in entries]), strict=True
        ):
            one[WORDS] = SparseVector(list(words), list(words.values()))
    for first in range(0, len(entries), _BATCH):
        part = entries[first : first + _BATCH]
        collection.add(
            ids=[entry.id for entry in part],
            embeddings=vectors[first : first + _BATCH],
            documents=[entry.text for entry in part],
            metadatas=told[first : first + _BATCH],
        )


def _vectors(
    client: ClientAPI, entries: Sequence[IndexEntry], slug: str, embedder: Embedder, home: Path
) -> Vectors:
    """Return the vector of each text, from the topic's last index where that has the text.

    So a correction costs what it changes.
    """
    known = known_vectors(client, slug, embedder, home)
    new = [text for text in dict.fromkeys(entry.text for entry in entries) if text not in known]
    known |= dict(zip(new, embedder.vectors(new), strict=True)) if new else {}
    return (
        np.stack([known[entry.text] for entry in entries])
        if entries
        else np.zeros((0, embedder.width), dtype=np.float32)
    )


def known_vectors(client: ClientAPI, slug: str, embedder: Embedder, home: Path) -> dict[str, Vectors]:
    """Map text to vector, of the topic's newest index by that embedder."""
    for name in reversed(_made(slug, home / "bm25")):
        collection = _collection(client, name)
        if collection is not None and (collection.metadata or {}).get("embedding") == embedder.name:
            given = collection.get(include=["embeddings", "documents"])
            if given["embeddings"] is not None and given["documents"] is not None:
                vectors = unit_rows(np.asarray(given["embeddings"]))  # an earlier format kept them otherwise
                return dict(zip(given["documents"], vectors, strict=True))
    return {}


def _made(slug: str, folder: Path) -> list[str]:
    """Return the indexes of a topic, the oldest first."""
    places = [place for place in folder.glob(f"{ascii_name(slug)}.*") if place.is_dir()]
    return [place.name for place in sorted(places, key=lambda place: place.stat().st_mtime_ns)]


def _drop_unfinished(client: ClientAPI, folder: Path) -> None:
    """Remove what a killed process left; the lock is held, so none of it is in the making."""
    for mark in folder.glob(f".{_MAKING}*"):
        name = mark.name.removeprefix(".")
        if _collection(client, name) is not None:
            client.delete_collection(name)
        mark.unlink()
    for left in folder.glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)


def _drop_old(client: ClientAPI, slug: str, folder: Path, name: str) -> None:
    """Remove a topic's indexes but for this one and the one before, which a running server may still read."""
    for old in [one for one in _made(slug, folder) if one != name][:-1]:
        if _collection(client, old) is not None:
            client.delete_collection(old)
        shutil.rmtree(folder / old, ignore_errors=True)


def drop_indexes(slug: str, home: Path, server: ChromaServer | None = None) -> None:
    """Remove all indexes of a topic that is gone."""
    folder = home / "bm25"
    client = open_client(home, server) if _made(slug, folder) else None
    for name in _made(slug, folder):
        if client is not None and _collection(client, name) is not None:
            client.delete_collection(name)
        shutil.rmtree(folder / name, ignore_errors=True)
