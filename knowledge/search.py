"""Read side: a query to scored claims, passages and lines of argument; vectors, BM25 and wordings fused."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from knowledge.embeddings import Embedder
from knowledge.index import Entry, Index
from knowledge.reading import read, terms
from knowledge.topic import Topic

if TYPE_CHECKING:
    import bm25s

# Shares of the fused score. Measured on the development questions: flat around these, and worse without any one of them.
VECTOR, LEXICAL, WORDING = 0.6, 0.1, 0.4
_CANDIDATES = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found: what it points at, the fused score and the cosine similarity."""

    kind: str
    target: str
    score: float
    similarity: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim, passage or line: the score and similarity of its best wording, and the share of the query that it covers."""

    id: str
    score: float
    similarity: float
    covered: float = 0.0


@dataclass(frozen=True)
class Found:
    """What a query brought up, best first; `unknown` are its words that stand nowhere in the topic."""

    claims: tuple[Scored, ...]
    passages: tuple[Scored, ...]
    lines: tuple[Scored, ...]
    unknown: tuple[str, ...] = ()


class Search:
    """Hybrid search over the index of one topic."""

    def __init__(self, topic: Topic, index: Index, embedder: Embedder) -> None:
        self._topic, self._index, self._embedder = topic, index, embedder
        self._entries = {entry.id: entry for entry in index.entries}
        self._names = _name_keys(topic)

    @cached_property
    def _lexical(self) -> bm25s.BM25:
        import bm25s

        loaded: bm25s.BM25 = bm25s.BM25.load(self._index.lexical, mmap=True, load_vocab=True)
        return loaded

    @cached_property
    def _wordings(self) -> dict[str, frozenset[str]]:
        stored = json.loads((self._index.lexical / "wordings.json").read_text("utf-8"))
        return {claim: frozenset(words) for claim, words in stored.items()}

    @cached_property
    def _claims_with(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for words in self._wordings.values():
            for word in words:
                counts[word] = counts.get(word, 0) + 1
        return counts

    def find(self, query: str) -> Found:
        """Claims, passages and lines for a query; a claim lends its score to the passages that carry it."""
        wanted = self._wanted(query)
        hits = fuse(self._by_vector(query), self._by_words(query), self._entries)
        claims = self._with_wordings(_best(hits, "claim"), wanted)
        own = _best(hits, "passage")
        passages = {one.id: one for one in (own if self._topic.argument_map else self._with_wordings(own, wanted))}
        if self._topic.argument_map:
            for claim in claims:
                for number in self._topic.argument_map.by_id[claim.id].passages:
                    found = passages.get(str(number))
                    if found is None or found.score < claim.score:
                        passages[str(number)] = Scored(str(number), claim.score, claim.similarity, claim.covered)
        ranked = tuple(sorted(passages.values(), key=lambda one: -one.score))
        unknown = tuple(word for word, keys, _ in wanted if not any(key in self._claims_with for key in keys))
        return Found(claims, ranked, _best(hits, "line"), unknown)

    def _by_vector(self, query: str) -> dict[str, float]:
        answer = self._index.collection.query(
            query_embeddings=self._embedder.vectors([query]), n_results=min(_CANDIDATES, len(self._entries)), include=["distances"]
        )
        distances = answer["distances"]
        assert distances is not None
        return {one: 1.0 - float(distance) for one, distance in zip(answer["ids"][0], distances[0], strict=True)}

    def _by_words(self, query: str) -> dict[str, float]:
        scores = self._lexical.get_scores(terms(query) or ["-"])
        best = scores.argsort()[::-1][:_CANDIDATES]
        return {self._index.entries[n].id: float(scores[n]) for n in best if scores[n] > 0}

    def _wanted(self, query: str) -> list[tuple[str, frozenset[str], float]]:
        """The words and names of the query: what can stand for each, and how telling it is among the claims."""
        reading = read(query, self._names)
        words = [(word.text.lower(), word.near) for word in reading.content]
        names = [(name.text, frozenset(f"name:{part}" for part in name.parts)) for name in reading.names]
        figures = [(figure.text, f"figure:{figure.kind}:{figure.value}") for figure in reading.figures]
        words += [(text, frozenset({key})) for text, key in figures if key in self._claims_with]  # a wrong one is no reason to find less
        weighed = [(text, keys, self._weight(keys)) for text, keys in words]
        return weighed + [(text, keys, 0.5 * self._weight(keys)) for text, keys in names]

    def _weight(self, keys: frozenset[str]) -> float:
        seen = max((self._claims_with.get(key, 0) for key in keys), default=0)
        return log((len(self._wordings) + 1) / (seen + 0.5)) + 0.1

    def _with_wordings(self, claims: Sequence[Scored], wanted: list[tuple[str, frozenset[str], float]]) -> tuple[Scored, ...]:
        total = sum(weight for _, _, weight in wanted) or 1.0
        scored = []
        for claim in claims:
            words = self._wordings.get(claim.id, frozenset())
            covered = sum(weight for _, keys, weight in wanted if not keys.isdisjoint(words)) / total
            scored.append(Scored(claim.id, claim.score + WORDING * covered, claim.similarity, covered))
        return tuple(sorted(scored, key=lambda one: -one.score))


def fuse(vector: Mapping[str, float], words: Mapping[str, float], entries: Mapping[str, Entry]) -> list[Hit]:
    """Similarity and BM25, scaled to 0..1 and added by share (convex fusion: Bruch, Gai & Ingber 2023), best first.

    A text that the vectors did not bring up gets the lowest similarity of those that they did.
    """
    top = max(words.values(), default=0.0) or 1.0
    lowest = max(0.0, min(vector.values(), default=0.0))
    hits = []
    for one in {**vector, **words}:
        similarity = max(0.0, vector.get(one, lowest))
        score = VECTOR * similarity + LEXICAL * words.get(one, 0.0) / top
        hits.append(Hit(entries[one].kind, entries[one].target, score, similarity))
    return sorted(hits, key=lambda hit: -hit.score)


def _best(hits: Sequence[Hit], kind: str) -> tuple[Scored, ...]:
    best: dict[str, Scored] = {}
    for hit in hits:
        if hit.kind == kind and hit.target not in best:
            best[hit.target] = Scored(hit.target, hit.score, hit.similarity)
    return tuple(best.values())


def _name_keys(topic: Topic) -> frozenset[str]:
    return frozenset(person.name.lower() for person in topic.argument_map.names) if topic.argument_map else frozenset()
