"""What an index is: its name, its two halves, and how Chroma is to keep it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from knowledge.index_entries import IndexEntry, entries_of
from knowledge.slugs import ascii_name
from knowledge.topic import Topic

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

FORMAT = 8  # of what is stored; an index of another format is rebuilt
WORDS = "words"  # the key of an entry's sparse vector, and of the metadata that says there is one
# Candidates that HNSW looks at. Topics are small: of so many texts it sees each, however its graph was grown,
# by as many threads as there are. `python tests/benchmarks/scale.py` has the figures for large collections.
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
        return is_sparse(self.collection)


def is_sparse(collection: Collection) -> bool:
    """Return whether a collection holds the words as sparse vectors."""
    return (collection.metadata or {}).get(WORDS) == "sparse"


def index_name(topic: Topic) -> str:
    """Return the collection's name: topic, document hash, and what else the index is made of."""
    made_of = json.dumps([FORMAT, [(entry.id, entry.text) for entry in entries_of(topic)]])
    fingerprint = hashlib.sha256(made_of.encode()).hexdigest()[:8]
    return f"{ascii_name(topic.slug)}.{topic.document.sha256[:16]}.{fingerprint}"


def find_collection(client: ClientAPI, name: str) -> Collection | None:
    """Return the collection of that name; None where there is none."""
    from chromadb.errors import NotFoundError

    try:
        return client.get_collection(name, embedding_function=None)
    except (NotFoundError, ValueError):
        return None
