"""Read side: a query to scored claims, passages and lines of argument; vectors, BM25 and wordings fused."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from knowledge import IndexUnavailable, KnowledgeError
from knowledge.chroma import cause_of
from knowledge.embeddings import Embedder
from knowledge.index_entries import IndexEntry, load_bm25s
from knowledge.index_format import NEAR, WORDS, Index
from knowledge.rounding import rarity, settled
from knowledge.sentence_analysis import read, terms
from knowledge.sparse import product, question_vector
from knowledge.topic import Topic

if TYPE_CHECKING:
    import bm25s

log = logging.getLogger(__name__)
# Shares of the fused score. Measured on the development questions: flat around these, and worse without any
# one of them.
VECTOR, LEXICAL, WORDING = 0.6, 0.1, 0.4
_CANDIDATES = 130


class Hit(NamedTuple):
    """A text that was found: what it points at, the fused score and the cosine similarity."""

    kind: str
    target: str
    score: float
    similarity: float


class Scored(NamedTuple):
    """A claim, passage or line: the score and similarity of its best wording.

    `covered` is the share of the query that it covers.
    """

    id: str
    score: float
    similarity: float
    covered: float = 0.0


@dataclass(frozen=True)
class SearchResult:
    """What a query brought up, best first; `unknown` are its words that stand nowhere in the topic."""

    claims: tuple[Scored, ...]
    passages: tuple[Scored, ...]
    lines: tuple[Scored, ...]
    unknown: tuple[str, ...] = ()


class Search:
    """Hybrid search over the index of one topic.

    `again` gives the index once more, where one that was opened no longer answers.
    """

    def __init__(
        self, topic: Topic, index: Index, embedder: Embedder, again: Callable[[], Index] | None = None
    ) -> None:
        self._topic, self._index, self._embedder, self._again = topic, index, embedder, again
        self._entries = {entry.id: entry for entry in index.entries}
        self._places = {entry.id: place for place, entry in enumerate(index.entries)}
        self._names = _name_keys(topic)

    @cached_property
    def _lexical(self) -> bm25s.BM25:
        loaded: bm25s.BM25 = load_bm25s().BM25.load(self._index.lexical, mmap=True, load_vocab=True)
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

    def find(self, query: str) -> SearchResult:
        """Find claims, passages and lines for a query; a claim lends its score to the passages that carry it.

        Raises KnowledgeError where the index does not answer.
        """
        try:
            return self._find(query)
        except KnowledgeError:
            raise
        except Exception as exc:  # Chroma's Rust part, and httpx, raise what they like
            if self._again is None:
                raise IndexUnavailable(
                    f"the index of {self._topic.slug} does not answer: {cause_of(exc)}"
                ) from exc
            log.warning(
                "the index of %s does not answer (%s): it is opened again", self._topic.slug, cause_of(exc)
            )
        self._index = self._again()
        for kept in ("_lexical", "_wordings", "_claims_with"):
            self.__dict__.pop(kept, None)
        try:
            return self._find(query)
        except Exception as exc:
            raise IndexUnavailable(
                f"the index of {self._topic.slug} does not answer: {cause_of(exc)}; try again in a moment"
            ) from exc

    def _find(self, query: str) -> SearchResult:
        wanted = self._wanted(query)
        near, worded = (
            self._by_server(query) if self._index.sparse else (self._by_vector(query), self._by_words(query))
        )
        hits = fuse(near, worded, self._entries)
        claims = self._with_wordings(_best(hits, "claim"), wanted)
        own = _best(hits, "passage")
        passages = {
            scored.id: scored
            for scored in (own if self._topic.argument_map else self._with_wordings(own, wanted))
        }
        if self._topic.argument_map:
            for claim in claims:
                for number in self._topic.argument_map.by_id[claim.id].passages:
                    known = passages.get(str(number))
                    if known is None or known.score < claim.score:
                        passages[str(number)] = Scored(
                            str(number), claim.score, claim.similarity, claim.covered
                        )
        ranked = tuple(sorted(passages.values(), key=lambda scored: (-scored.score, int(scored.id))))
        unknown = tuple(word for word, keys, _ in wanted if not any(key in self._claims_with for key in keys))
        return SearchResult(claims, ranked, _best(hits, "line"), unknown)

    def _by_vector(self, query: str) -> dict[str, float]:
        """Return the most similar texts.

        Chroma gives more than are kept: what it misses or cuts is far behind them.
        """
        vector, most = self._embedder.vectors([query]), min(NEAR, len(self._entries))
        answer = self._index.collection.query(query_embeddings=vector, n_results=most, include=["distances"])
        distances = answer["distances"]
        assert distances is not None
        pairs = zip(answer["ids"][0], distances[0], strict=True)
        return self._first({entry_id: 1.0 - float(distance) for entry_id, distance in pairs})

    def _by_server(self, query: str) -> tuple[dict[str, float], dict[str, float]]:
        """Ask for both at once from a server that searches words as sparse vectors, too.

        The product is made here: a server may shift its scores.
        """
        from chromadb import Knn, Search, SparseVector

        most = min(_CANDIDATES, len(self._entries))
        asked = question_vector(terms(query) or ["-"])
        vector = self._embedder.vectors([query])[0]
        words = SparseVector(list(asked), list(asked.values()))
        answer = self._index.collection.search(
            [
                Search().rank(Knn(query=vector, limit=most)).limit(most).select("#score"),
                Search().rank(Knn(query=words, key=WORDS, limit=most)).limit(most).select(WORDS),
            ]
        )
        distances, metadatas = answer["scores"][0] or [], answer["metadatas"][1] or []
        pairs = zip(answer["ids"][0], distances, strict=True)
        near = {entry_id: settled(1.0 - float(distance or 0.0)) for entry_id, distance in pairs}
        texts = zip(answer["ids"][1], [(entry_id or {}).get(WORDS) for entry_id in metadatas], strict=True)
        scores = {
            entry_id: product(dict(zip(own.indices, own.values, strict=True)), asked)
            for entry_id, own in texts
            if isinstance(own, SparseVector)
        }
        return self._first(near), self._first(
            {entry_id: settled(score) for entry_id, score in scores.items() if score > 0}
        )

    def _by_words(self, query: str) -> dict[str, float]:
        scores = self._lexical.get_scores(terms(query) or ["-"])
        return self._first(
            {self._index.entries[n].id: settled(float(scores[n])) for n in scores.nonzero()[0]}
        )

    def _first(self, scores: Mapping[str, float]) -> dict[str, float]:
        """Return the best candidates, of equals the first ones in the topic.

        NumPy's sort depends on the processor.
        """
        best = sorted(scores, key=lambda entry_id: (-scores[entry_id], self._places[entry_id]))
        return {entry_id: scores[entry_id] for entry_id in best[:_CANDIDATES]}

    def _wanted(self, query: str) -> list[tuple[str, frozenset[str], float]]:
        """Return the words and names of the query.

        For each what can stand for it, and how telling it is among the claims.
        """
        reading = read(query, self._names)
        words = [(word.text.lower(), word.near) for word in reading.content]
        names = [(name.text, frozenset(f"name:{part}" for part in name.parts)) for name in reading.names]
        figures = [(figure.text, f"figure:{figure.kind}:{figure.value}") for figure in reading.figures]
        # A wrong one is no reason to find less
        words += [(text, frozenset({key})) for text, key in figures if key in self._claims_with]
        weighed = [(text, keys, self._weight(keys)) for text, keys in words]
        return weighed + [(text, keys, 0.5 * self._weight(keys)) for text, keys in names]

    def _weight(self, keys: frozenset[str]) -> float:
        seen = max((self._claims_with.get(key, 0) for key in keys), default=0)
        return rarity(len(self._wordings), seen) + 0.1

    def _with_wordings(
        self, claims: Sequence[Scored], wanted: list[tuple[str, frozenset[str], float]]
    ) -> tuple[Scored, ...]:
        total = sum(weight for _, _, weight in wanted) or 1.0
        scored = []
        for claim in claims:
            words = self._wordings.get(claim.id, frozenset())
            covered = settled(sum(weight for _, keys, weight in wanted if not keys.isdisjoint(words)) / total)
            scored.append(
                Scored(claim.id, settled(claim.score + WORDING * covered), claim.similarity, covered)
            )
        return tuple(sorted(scored, key=lambda hit: -hit.score))


def fuse(
    vector: Mapping[str, float], words: Mapping[str, float], entries: Mapping[str, IndexEntry]
) -> list[Hit]:
    """Scale similarity and BM25 to 0..1 and add them by share, best first.

    Convex fusion: Bruch, Gai & Ingber 2023. A text that the vectors did not bring up gets the lowest
    similarity of those that they did.
    """
    top = max(words.values(), default=0.0) or 1.0
    lowest = max(0.0, min(vector.values(), default=0.0))
    hits = []
    for entry_id in {**vector, **words}:
        similarity = max(0.0, vector.get(entry_id, lowest))
        score = settled(VECTOR * similarity + LEXICAL * words.get(entry_id, 0.0) / top)
        entry = entries[entry_id]
        hits.append(Hit(entry.kind, entry.target, score, similarity))
    return sorted(hits, key=lambda hit: -hit.score)


def _best(hits: Sequence[Hit], kind: str) -> tuple[Scored, ...]:
    best: dict[str, Scored] = {}
    for hit in hits:
        if hit.kind == kind and hit.target not in best:
            best[hit.target] = Scored(hit.target, hit.score, hit.similarity)
    return tuple(best.values())


def _name_keys(topic: Topic) -> frozenset[str]:
    return (
        frozenset(person.name.lower() for person in topic.argument_map.names)
        if topic.argument_map
        else frozenset()
    )
