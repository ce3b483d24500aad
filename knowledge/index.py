"""Write side: the passages of a topic, its claims and their other wordings, into Chroma and BM25.

A new index is built beside the old one under a name of its own and counts only once it is marked complete, so a process
killed at any moment leaves what was there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock, Timeout

from knowledge import KnowledgeError
from knowledge.chroma import Server, open_client
from knowledge.embeddings import Embedder, Vectors
from knowledge.reading import terms
from knowledge.topic import Topic

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

FORMAT = 6  # of what is stored; an index of another format is built anew
_BATCH = 2000
_LOCK_WAIT = 120.0  # seconds
_MAKING = "making."
# Topics are small: what counts is that nothing near is missed. `python tests/benchmarks/scale.py` has the figures for large collections.
NEAR = 200  # candidates that HNSW looks at


@dataclass(frozen=True, slots=True)
class Entry:
    """One text that search can find: a passage, a claim's wording or a line's, and what it points at."""

    id: str
    kind: str  # passage, claim, line
    target: str
    text: str


@dataclass(frozen=True)
class Index:
    """An open index: the collection, the folder of the BM25 part, and the entries in the order of both."""

    name: str
    collection: Collection
    lexical: Path
    entries: tuple[Entry, ...]
    built: bool = False


def entries_of(topic: Topic) -> tuple[Entry, ...]:
    """All that search can find of a topic, in a fixed order."""
    return tuple(_entries(topic))


def _entries(topic: Topic) -> Iterator[Entry]:
    for passage in topic.document.passages:
        yield Entry(f"p:{passage.id}", "passage", str(passage.id), passage.text)
    if topic.argument_map is None:
        return
    for claim in topic.argument_map.claims:
        for number, text in enumerate((claim.says, *claim.asked)):
            yield Entry(f"c:{claim.id}:{number}", "claim", claim.id, text)
    for line in topic.argument_map.lines:
        for number, text in enumerate((line.title, *line.asked)):
            yield Entry(f"l:{line.id}:{number}", "line", line.id, text)


def index_name(topic: Topic) -> str:
    """The collection's name: topic, document hash, and what else the index is made of."""
    made_of = json.dumps([FORMAT, [(entry.id, entry.text) for entry in _entries(topic)]])
    return f"{topic.slug}.{topic.document.sha256[:16]}.{hashlib.sha256(made_of.encode()).hexdigest()[:8]}"


def open_index(topic: Topic, embedder: Embedder, home: Path, server: Server | None = None) -> Index:
    """The index of a topic, built if there is none yet. KnowledgeError where it was made with another embedding."""
    client = open_client(home, server)
    found = _complete(client, topic, embedder, home)
    return found or _locked_build(client, topic, embedder, home, anew=False)


def rebuild_index(topic: Topic, embedder: Embedder, home: Path, server: Server | None = None) -> Index:
    """As `open_index`, but one made with another embedding is replaced."""
    client = open_client(home, server)
    try:
        found = _complete(client, topic, embedder, home)
    except KnowledgeError:
        found = None
    return found or _locked_build(client, topic, embedder, home, anew=True)


def _complete(client: ClientAPI, topic: Topic, embedder: Embedder, home: Path) -> Index | None:
    """The index, where its collection is there; the lexical part, which is each machine's own, is made where it lacks."""
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
            _save_lexical(entries, topic, home / "bm25", collection.name)
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
        raise KnowledgeError(f"another process has been indexing in {home} for {_LOCK_WAIT:.0f} s; try again when it is done") from exc
    except OSError as exc:
        raise _unwritable(home, exc) from exc


def _unwritable(home: Path, exc: OSError) -> KnowledgeError:
    return KnowledgeError(f"cannot write the index in {home}: {exc.strerror or exc}; free space or set DEBATE_HOME")


def _build(client: ClientAPI, topic: Topic, embedder: Embedder, home: Path) -> Index:
    """Beside what is there, under a name of its own, and renamed once it is whole: a collection of the topic's name is never half made."""
    name, entries = index_name(topic), entries_of(topic)
    folder = home / "bm25"
    folder.mkdir(parents=True, exist_ok=True)
    _drop_unfinished(client, folder)
    scratch = f"{_MAKING}{name}.{uuid.uuid4().hex[:8]}"
    (folder / f".{scratch}").touch()  # what a killed process leaves is known by it
    vectors = _vectors(client, entries, topic.slug, embedder, home)
    metadata: dict[str, Any] = {"embedding": embedder.name, "topic": topic.slug, "document": topic.document.sha256}
    made = client.create_collection(scratch, metadata=metadata, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": NEAR}})
    with ThreadPoolExecutor(1) as beside:  # Chroma's own work holds no lock of this interpreter
        adding = beside.submit(_add, made, entries, vectors)
        lexical = _save_lexical(entries, topic, folder, name)
        adding.result()
    collection = _put_in_place(client, made, name, embedder)
    (folder / f".{scratch}").unlink()
    _drop_old(client, topic.slug, folder, name)
    return Index(name, collection, lexical, entries, built=True)


def _put_in_place(client: ClientAPI, made: Collection, name: str, embedder: Embedder) -> Collection:
    """The collection under its name. Another machine may have made the same meanwhile: then that one stays."""
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


def _add(collection: Collection, entries: Sequence[Entry], vectors: Vectors) -> None:
    for first in range(0, len(entries), _BATCH):
        part = entries[first : first + _BATCH]
        collection.add(
            ids=[entry.id for entry in part],
            embeddings=vectors[first : first + _BATCH],
            documents=[entry.text for entry in part],
            metadatas=[{"kind": entry.kind, "target": entry.target} for entry in part],
        )


def _vectors(client: ClientAPI, entries: Sequence[Entry], slug: str, embedder: Embedder, home: Path) -> Vectors:
    """The vector of each text: from the topic's last index where that has the text, so that a correction costs what it changes."""
    known = known_vectors(client, slug, embedder, home)
    new = [text for text in dict.fromkeys(entry.text for entry in entries) if text not in known]
    known |= dict(zip(new, embedder.vectors(new), strict=True)) if new else {}
    return np.stack([known[entry.text] for entry in entries]) if entries else np.zeros((0, embedder.width), dtype=np.float32)


def known_vectors(client: ClientAPI, slug: str, embedder: Embedder, home: Path) -> dict[str, Vectors]:
    """Text to vector, of the topic's newest index by that embedder."""
    for name in reversed(_made(slug, home / "bm25")):
        collection = _collection(client, name)
        if collection is not None and (collection.metadata or {}).get("embedding") == embedder.name:
            given = collection.get(include=["embeddings", "documents"])
            if given["embeddings"] is not None and given["documents"] is not None:
                return dict(zip(given["documents"], np.asarray(given["embeddings"], dtype=np.float32), strict=True))
    return {}


def _made(slug: str, folder: Path) -> list[str]:
    """The indexes of a topic, the oldest first."""
    places = [place for place in folder.glob(f"{slug}.*") if place.is_dir()]
    return [place.name for place in sorted(places, key=lambda place: place.stat().st_mtime_ns)]


def _wordings(entries: tuple[Entry, ...], tokens: Sequence[Sequence[str]], topic: Topic) -> dict[str, list[str]]:
    """Claim id to all the words by which it can be asked for: its wordings' and its passages'. Without a map, the same of passages."""
    passages = {entry.target: set(words) for entry, words in zip(entries, tokens, strict=True) if entry.kind == "passage"}
    if topic.argument_map is None:
        return {number: sorted(words) for number, words in passages.items()}
    given = {claim.id: set[str]() for claim in topic.argument_map.claims}
    for entry, words in zip(entries, tokens, strict=True):
        if entry.kind == "claim":
            given[entry.target] |= set(words)
    for claim in topic.argument_map.claims:
        for number in claim.passages:
            given[claim.id] |= passages[str(number)]
    return {claim: sorted(words) for claim, words in given.items()}


def _save_lexical(entries: tuple[Entry, ...], topic: Topic, folder: Path, name: str) -> Path:
    import bm25s

    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    tokens = [terms(entry.text) or ["-"] for entry in entries]
    retriever = bm25s.BM25(method="lucene")  # type: ignore[no-untyped-call]
    retriever.index(tokens, show_progress=False)
    retriever.save(scratch)  # type: ignore[no-untyped-call]
    (scratch / "wordings.json").write_text(json.dumps(_wordings(entries, tokens, topic)), "utf-8")
    place = folder / name
    shutil.rmtree(place, ignore_errors=True)
    scratch.replace(place)
    return place


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


def drop_indexes(slug: str, home: Path, server: Server | None = None) -> None:
    """Remove all indexes of a topic that is gone."""
    folder = home / "bm25"
    client = open_client(home, server) if _made(slug, folder) else None
    for name in _made(slug, folder):
        if client is not None and _collection(client, name) is not None:
            client.delete_collection(name)
        shutil.rmtree(folder / name, ignore_errors=True)
