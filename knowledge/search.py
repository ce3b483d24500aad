"""Read side: a query to scored claims, passages and lines of argument.

Vectors and BM25 together bring up candidates; for a question, the best of them are read beside it.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from knowledge import IndexUnavailable, KnowledgeError
from knowledge.chroma import cause_of
from knowledge.embeddings import Embedder
from knowledge.encoders import Scores
from knowledge.encoders.cross_encoder import DIGITS
from knowledge.index_entries import IndexEntry, load_bm25s
from knowledge.index_format import NEAR, WORDS, Index
from knowledge.rounding import settled
from knowledge.sentence_analysis import terms
from knowledge.sparse import product, question_vector
from knowledge.topic import Topic

if TYPE_CHECKING:
    import bm25s

log = logging.getLogger(__name__)
# Shares of a text's nearness. Measured on the development questions: flat around these.
VECTOR, LEXICAL = 0.87, 0.13
READ = 12  # passages that are read beside a question: of 100 right ones, 98 are among them
# The odds that a claim with other wordings answers: how much those of its passage count, and how much the
# nearness of its wordings. A logistic regression on the development questions.
CARRIED, WORDED, SHIFT = 0.5, 12.8, -9.7
_CANDIDATES = 130
_LEAST = 0.002  # probability: what a reader calls impossible may yet be


class Hit(NamedTuple):
    """A text that was found: what it points at, its score and the cosine similarity."""

    kind: str
    target: str
    score: float
    similarity: float


class Scored(NamedTuple):
    """A claim, passage or line: a score, and the similarity of the best text that stands for it.

    The score is how near it is to what was looked for; where an answer was, the probability that it is one.
    """

    id: str
    score: float
    similarity: float


@dataclass(frozen=True)
class SearchResult:
    """What a query brought up, best first."""

    claims: tuple[Scored, ...]
    passages: tuple[Scored, ...]
    lines: tuple[Scored, ...]


class Search:
    """Hybrid search over the index of one topic.

    `reader` tells whether a passage answers a question. `again` gives the index once more, where one that was
    opened no longer answers.
    """

    def __init__(
        self,
        topic: Topic,
        index: Index,
        embedder: Embedder,
        reader: Scores,
        again: Callable[[], Index] | None = None,
    ) -> None:
        self._topic, self._index, self._embedder, self._again = topic, index, embedder, again
        self._reader = reader
        self._entries = {entry.id: entry for entry in index.entries}
        self._places = {entry.id: place for place, entry in enumerate(index.entries)}

    @cached_property
    def _lexical(self) -> bm25s.BM25:
        loaded: bm25s.BM25 = load_bm25s().BM25.load(self._index.lexical, mmap=True, load_vocab=True)
        return loaded

    @cached_property
    def _carriers(self) -> dict[str, tuple[str, ...]]:
        """The passages that carry each claim."""
        claims = self._topic.argument_map.claims if self._topic.argument_map else ()
        return {claim.id: tuple(str(number) for number in claim.passages) for claim in claims}

    @cached_property
    def _reworded(self) -> frozenset[str]:
        """The claims of which the map has other wordings."""
        claims = self._topic.argument_map.claims if self._topic.argument_map else ()
        return frozenset(claim.id for claim in claims if claim.asked)

    def find(self, query: str) -> SearchResult:
        """Find claims, passages and lines near a query; a claim and the passages that carry it share a score.

        Raises KnowledgeError where the index does not answer.
        """
        try:
            return self._find(query)
        except KnowledgeError:
            raise
        except Exception as exc:  # Chroma's Rust part, and httpx, raise what they like
            if self._again is None:
                raise IndexUnavailable(
                    f"the index of {self._topic.slug} is not responding: {cause_of(exc)}"
                ) from exc
            log.warning(
                "the index of %s is not responding (%s): reopening it", self._topic.slug, cause_of(exc)
            )
        self._index = self._again()
        self.__dict__.pop("_lexical", None)
        try:
            return self._find(query)
        except Exception as exc:
            raise IndexUnavailable(
                f"the index of {self._topic.slug} is not responding: {cause_of(exc)}; try again in a moment"
            ) from exc

    def answer(self, question: str) -> SearchResult:
        """Find what answers a question; the nearest passages are read beside it.

        A claim answers where a passage that carries it does; where the map has other wordings of it, the more
        probably the nearer the question is to them. Raises KnowledgeError where the index or a model does not
        answer.
        """
        found = self.find(question)
        near = [hit.id for hit in found.passages[:READ]]
        texts = [self._topic.document.passage(int(number)).text for number in near]
        read = self._reader.score([(question, text) for text in texts])
        answers = dict(zip(near, map(float, read), strict=True))
        claims = {}
        for hit in found.claims:
            carried = max((answers.get(number, 0.0) for number in self._carriers[hit.id]), default=0.0)
            claims[hit.id] = hit._replace(
                score=_worded(carried, hit) if hit.id in self._reworded else carried
            )
        passages = {hit.id: hit._replace(score=answers.get(hit.id, 0.0)) for hit in found.passages}
        return SearchResult(_ranked(claims), _ranked(self._lent(claims, passages)), found.lines)

    def _find(self, query: str) -> SearchResult:
        near, worded = (
            self._by_server(query) if self._index.sparse else (self._by_vector(query), self._by_words(query))
        )
        hits = fuse(near, worded, self._entries)
        claims, passages = _best(hits, "claim"), _best(hits, "passage")
        for claim, numbers in self._carriers.items():
            carried = [passages[number] for number in numbers if number in passages]
            nearest = max(carried, key=lambda hit: hit.score, default=None)
            own = claims.get(claim)
            if nearest and (own is None or own.score < nearest.score):
                # how like its own wordings the query is stays a sign of its own
                similarity = own.similarity if own else nearest.similarity
                claims[claim] = Scored(claim, nearest.score, similarity)
        passages = self._lent(claims, passages)
        return SearchResult(_ranked(claims), _ranked(passages), tuple(_best(hits, "line").values()))

    def _lent(self, claims: Mapping[str, Scored], passages: Mapping[str, Scored]) -> dict[str, Scored]:
        """Return the passages, those that carry a claim with a score no lower than the claim's."""
        lent = dict(passages)
        for claim, hit in claims.items():
            for number in self._carriers[claim]:
                if number not in lent or lent[number].score < hit.score:
                    lent[number] = hit._replace(id=number)
        return lent

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


def fuse(
    vector: Mapping[str, float], words: Mapping[str, float], entries: Mapping[str, IndexEntry]
) -> list[Hit]:
    """Scale BM25 to 0..1 and add it to the similarity by share, best first.

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


def _best(hits: Sequence[Hit], kind: str) -> dict[str, Scored]:
    best: dict[str, Scored] = {}
    for hit in hits:
        if hit.kind == kind and hit.target not in best:
            best[hit.target] = Scored(hit.target, hit.score, hit.similarity)
    return best


def _worded(carried: float, hit: Scored) -> float:
    """Return the probability of an answer from that of its passage and from how near its wordings are."""
    within = min(max(carried, _LEAST), 1 - _LEAST)
    odds = CARRIED * math.log(within / (1 - within)) + WORDED * hit.score + SHIFT
    return round(1 / (1 + math.exp(-odds)), DIGITS)


def _ranked(hits: Mapping[str, Scored]) -> tuple[Scored, ...]:
    """Return the best first; of equals, those first that came first."""
    return tuple(sorted(hits.values(), key=lambda hit: -hit.score))
