"""The library: the passages of all topics in one collection, for questions across topics.

Vectors bring up what is near, and the words that a passage shares with the question put it in order, so that
nothing but Chroma has to be kept as it grows. A topic comes in, and again after a change, when the library is
next brought up to date; its vectors are those of its own index.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from filelock import FileLock

from knowledge import IndexUnavailable, KnowledgeError
from knowledge.chroma import ChromaServer, cause_of, open_client, reopen_client
from knowledge.embeddings import Embedder
from knowledge.index_build import known_vectors
from knowledge.index_format import SPACE
from knowledge.rounding import rarity, settled
from knowledge.sentence_analysis import terms
from knowledge.tags import tags_of
from knowledge.topic import Topic, changed_on, load_topic, topic_slugs, version_of

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

log = logging.getLogger(__name__)
Result = TypeVar("Result")
FORMAT = 3
# Chosen at 100,000 and 1,000,000 passages of real text: python tests/benchmarks/scale.py
NEIGHBOURS, CONSTRUCTION, NEAR = 24, 150, 200
CANDIDATES = 36  # passages that are put in order by their words: reading more costs more than it finds
# of a passage's score: the share of the question's words that it has, each by how telling it is among the
# candidates
SHARED = 0.4
_BATCH = 5_000
_LEDGER = "topic"  # kind of the entry that says which version of a topic is in


@dataclass(frozen=True, slots=True)
class Shelved:
    """A passage of some topic that a question brought up, with its score."""

    topic: str
    passage: int
    text: str
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Shelf:
    """A topic as the library lists it.

    `waiting` are mined claims that nobody has looked at, `changed` is when it was last written, in ISO 8601,
    "" for never.
    """

    topic: str
    title: str
    source: str
    passages: int
    claims: int
    waiting: int
    reviewed: bool
    tags: tuple[str, ...]
    changed: str


class Library:
    """All topics under one roof, in the folder of this machine or on a Chroma server."""

    def __init__(self, home: Path, embedder: Embedder, server: ChromaServer | None = None) -> None:
        self._home, self._embedder, self._server = home, embedder, server
        self._client = open_client(home, server)
        self._opened: Collection | None = None

    def _twice(self, act: Callable[[], Result]) -> Result:
        """Return what `act` gives; where Chroma no longer answers, once more on a new client.

        Raises KnowledgeError where that fails, too.
        """
        try:
            return act()
        except (KnowledgeError, OSError):
            raise
        except Exception as exc:  # noqa: BLE001  # Chroma's Rust part, and httpx, raise what they like
            log.warning("the library is not responding (%s): reopening it", cause_of(exc))
        self._client, self._opened = reopen_client(self._home, self._server), None
        try:
            return act()
        except Exception as exc:
            raise IndexUnavailable(
                f"the index of all topics is not responding: {cause_of(exc)}; try again in a moment"
            ) from exc

    @property
    def collection(self) -> Collection:
        """Return the collection, made when it is first asked for."""
        if self._opened is None:
            configuration: Any = {
                "hnsw": {
                    "space": SPACE,
                    "max_neighbors": NEIGHBOURS,
                    "ef_construction": CONSTRUCTION,
                    "ef_search": NEAR,
                }
            }
            name = f"library.{FORMAT}.{self._embedder.name}"
            self._opened = self._client.get_or_create_collection(
                name, embedding_function=None, configuration=configuration
            )
        return self._opened

    def update(self, load: Callable[[str, Path], Topic] = load_topic) -> int:
        """Add the topics that are new or changed, and remove those that are gone; return how many."""
        return self._twice(lambda: self._update(load))

    def _update(self, load: Callable[[str, Path], Topic]) -> int:
        with FileLock(self._home / "library.lock"):
            there = {
                slug: f"{version_of(slug, self._home)}.{','.join(tags_of(slug, self._home))}"
                for slug in topic_slugs(self._home)
            }
            held = self._held()
            gone = [slug for slug in held if slug not in there]
            changed = [slug for slug, version in there.items() if held.get(slug) != version]
            for slug in (*gone, *(slug for slug in changed if slug in held)):
                self.collection.delete(where={"topic": slug})
            self.put((load(slug, self._home), there[slug]) for slug in changed)
            return len(gone) + len(changed)

    def put(self, topics: Iterable[tuple[Topic, str]]) -> None:
        """Take in topics, each with the name of its version, many at a time."""
        batch: list[tuple[str, str, dict[str, Any], Any]] = []
        for topic, version in topics:
            batch += self._entries(topic, version)
            if len(batch) >= _BATCH:
                self._add(batch)
                batch = []
        if batch:
            self._add(batch)

    def find(self, query: str, most: int = CANDIDATES) -> tuple[Shelved, ...]:
        """Return the passages of all topics that are nearest to a question, best first."""
        vector = self._embedder.vectors([query])
        answer = self._twice(
            lambda: self.collection.query(
                query_embeddings=vector, n_results=most, include=["distances", "documents", "metadatas"]
            )
        )
        assert answer["distances"] is not None
        assert answer["documents"] is not None
        assert answer["metadatas"] is not None
        rows = [
            (meta, text, 1.0 - float(distance))
            for meta, text, distance in zip(
                answer["metadatas"][0], answer["documents"][0], answer["distances"][0], strict=True
            )
            if meta["kind"] != _LEDGER
        ]
        shares = _shared(query, [text for _, text, _ in rows])
        scores = [
            settled((1 - SHARED) * near + SHARED * share)
            for (_, _, near), share in zip(rows, shares, strict=True)
        ]
        shelved = [
            Shelved(str(meta["topic"]), int(meta["passage"] or 0), text, str(meta["kind"]), score)  # type: ignore[arg-type]
            for (meta, text, _), score in zip(rows, scores, strict=True)
        ]
        return tuple(sorted(shelved, key=lambda hit: (-hit.score, hit.topic, hit.passage)))

    def topics(self) -> tuple[Shelf, ...]:
        """Return all topics, by title."""
        titles = (
            self._twice(
                lambda: self.collection.get(where={"kind": _LEDGER}, include=["metadatas"])["metadatas"]
            )
            or []
        )
        return tuple(
            sorted((_shelf(shelf) for shelf in titles), key=lambda shelf: (shelf.title.lower(), shelf.topic))
        )

    def _held(self) -> dict[str, str]:
        """Map topic to the version of it that is in."""
        rows = self.collection.get(where={"kind": _LEDGER}, include=["metadatas"])["metadatas"] or []
        return {str(row["topic"]): str(row["version"]) for row in rows}

    def _entries(self, topic: Topic, version: str) -> Iterator[tuple[str, str, dict[str, Any], Any]]:
        """Yield id, text, metadata and vector of the title, which says the version, and each passage."""
        texts = [topic.title, *(passage.text for passage in topic.document.passages)]
        known = known_vectors(self._client, topic.slug, self._embedder, self._home)
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known |= dict(zip(new, self._embedder.vectors(new), strict=True)) if new else {}
        kinds = {
            number: claim.kind
            for claim in (topic.argument_map.claims if topic.argument_map else ())
            for number in claim.passages
        }
        yield f"{topic.slug}:0", topic.title, self._ledger(topic, version), known[topic.title]
        for passage in topic.document.passages:
            metadata = {"topic": topic.slug, "kind": kinds.get(passage.id, "fact"), "passage": passage.id}
            yield f"{topic.slug}:{passage.id}", passage.text, metadata, known[passage.text]

    def _ledger(self, topic: Topic, version: str) -> dict[str, Any]:
        argument_map = topic.argument_map
        return {
            "topic": topic.slug,
            "kind": _LEDGER,
            "passage": 0,
            "version": version,
            "title": topic.title,
            "source": topic.source,
            "passages": len(topic.document.passages),
            "claims": len(argument_map.claims) if argument_map else 0,
            "waiting": len(argument_map.unreviewed) if argument_map else 0,
            "reviewed": argument_map.reviewed if argument_map else False,
            "tags": ",".join(tags_of(topic.slug, self._home)),
            "changed": changed_on(topic.slug, self._home),
        }

    def _add(self, batch: Sequence[tuple[str, str, dict[str, Any], Any]]) -> None:
        for first in range(0, len(batch), _BATCH):
            ids, texts, metadatas, vectors = zip(*batch[first : first + _BATCH], strict=True)
            self.collection.add(
                ids=list(ids), documents=list(texts), metadatas=list(metadatas), embeddings=np.stack(vectors)
            )


def _shelf(metadata: Mapping[str, Any]) -> Shelf:
    tags = tuple(tag for tag in str(metadata["tags"]).split(",") if tag)
    return Shelf(
        topic=str(metadata["topic"]),
        title=str(metadata["title"]),
        source=str(metadata["source"]),
        passages=int(metadata["passages"]),
        claims=int(metadata["claims"]),
        waiting=int(metadata["waiting"]),
        reviewed=bool(metadata["reviewed"]),
        tags=tags,
        changed=str(metadata["changed"]),
    )


def _shared(query: str, texts: Sequence[str]) -> list[float]:
    """Return for each text the share of the query's words that it has.

    A word counts by its rarity among the texts.
    """
    wanted = set(terms(query))
    had = [wanted.intersection(terms(text)) for text in texts]
    weights = {word: rarity(len(texts), sum(word in words for words in had)) + 0.1 for word in wanted}
    total = sum(weights.values()) or 1.0
    return [settled(sum(weights[word] for word in words) / total) for words in had]
