"""Words as sparse vectors: the same scores as BM25 here, and the server's own search where it has one."""

from __future__ import annotations

from pathlib import Path

import bm25s
import pytest

from knowledge.chroma import ChromaServer
from knowledge.embeddings import OnnxEmbedder
from knowledge.encoders.cross_encoder import answers
from knowledge.index import open_index, rebuild_index
from knowledge.index_entries import entries_of
from knowledge.search import Search
from knowledge.sentence_analysis import terms
from knowledge.sparse import K1, B, product, question_vector, text_vectors
from knowledge.topic import Topic
from tests.servers.chroma import running_chroma
from tests.servers.distributed import distributed

# Chroma's client leaves its sockets to the collector
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
QUESTIONS = ("How high is the levy on Korean goods?", "levy levy on cars", "What of China?", "xyzzy")


def test_the_product_of_two_vectors_is_the_score_of_bm25(topic: Topic) -> None:
    tokens = [terms(entry.text) or ["-"] for entry in entries_of(topic)]
    retriever = bm25s.BM25(method="lucene", k1=K1, b=B)  # type: ignore[no-untyped-call]
    retriever.index(tokens, show_progress=False)
    vectors = list(text_vectors(tokens))
    for question in QUESTIONS[:3]:
        asked = question_vector(terms(question))
        assert [product(one, asked) for one in vectors] == pytest.approx(
            list(retriever.get_scores(terms(question))), abs=1e-4
        )


@pytest.mark.services
@pytest.mark.parametrize("shift", [0.0, 1.0])
def test_a_server_that_searches_words_is_asked_for_both_at_once_and_finds_the_same(
    topic: Topic, tmp_path: Path, shift: float
) -> None:
    embedder = OnnxEmbedder()
    here = Search(topic, open_index(topic, embedder, tmp_path / "here"), embedder, answers())
    with running_chroma(tmp_path / "chroma") as chroma, distributed(chroma, shift) as (url, asked):
        index = rebuild_index(topic, embedder, tmp_path / "there", ChromaServer(url))
        assert index.sparse
        assert list(index.lexical.iterdir()) == []
        there = Search(topic, index, embedder, answers())
        asked.clear()
        for question in QUESTIONS:
            found, wanted = there.find(question), here.find(question)
            assert [one.id for one in found.claims[:6]] == [one.id for one in wanted.claims[:6]]
            assert [one.score for one in found.passages[:6]] == pytest.approx(
                [one.score for one in wanted.passages[:6]], abs=5e-3
            )  # a graph finds the farthest of many neighbours or not
        assert asked == ["POST search"] * len(QUESTIONS)


@pytest.mark.services
def test_a_server_that_does_not_leaves_the_words_to_bm25_here(topic: Topic, tmp_path: Path) -> None:
    embedder = OnnxEmbedder()
    with running_chroma(tmp_path / "chroma") as chroma:
        index = open_index(topic, embedder, tmp_path, ChromaServer(chroma))
        assert not index.sparse
        assert Search(topic, index, embedder, answers()).find(QUESTIONS[0]).claims
