"""The search over a topic's texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.cases import load_set
from knowledge.embeddings import OnnxEmbedder
from knowledge.encoders import Pair
from knowledge.encoders.cross_encoder import answers
from knowledge.index import open_index
from knowledge.search import READ, Search
from knowledge.topic import Topic

OTHER_PROCESSOR = 0.02  # what a vector that ships may differ by from one that this machine makes


def test_search_sees_every_text_of_a_topic_and_scores_it_exactly(topic: Topic, tmp_path: Path) -> None:
    """A graph of neighbours is grown by as many threads as the machine has, and misses others each time."""
    embedder = OnnxEmbedder()
    index = open_index(topic, embedder, tmp_path)
    search, entries = Search(topic, index, embedder, answers()), index.entries
    texts = np.asarray(embedder.vectors([entry.text for entry in entries]), dtype=np.float64)
    for case in load_set("facts"):
        scores = texts @ np.asarray(embedder.vectors([case.question])[0], dtype=np.float64)
        exact = {entry.id: float(score) for entry, score in zip(entries, scores, strict=True)}
        near = search._by_vector(case.question)
        assert near == pytest.approx({id: exact[id] for id in near}, abs=OTHER_PROCESSOR)
        assert min(near.values()) >= max(exact[id] for id in exact if id not in near) - OTHER_PROCESSOR


class Table:
    """Reads nothing: a passage answers where its text is the one that it was given."""

    def __init__(self, answer: str) -> None:
        self._answer = answer
        self.pairs: list[Pair] = []

    def score(self, pairs: Sequence[Pair]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        self.pairs += pairs
        return np.array([0.9 if passage == self._answer else 0.0 for _, passage in pairs])


def test_what_answers_comes_first_however_near_the_rest_is(topic: Topic, tmp_path: Path) -> None:
    embedder, question = OnnxEmbedder(), "What do the two of them want of each other?"
    index = open_index(topic, embedder, tmp_path)
    found = Search(topic, index, embedder, Table("")).find(question)
    last = found.passages[READ - 1]
    text = topic.document.passage(int(last.id)).text
    table = Table(text)
    answered = Search(topic, index, embedder, table).answer(question)
    assert (answered.passages[0].id, answered.passages[0].score) == (last.id, 0.9)
    assert [passage for _, passage in table.pairs] == [
        topic.document.passage(int(hit.id)).text for hit in found.passages[:READ]
    ]
    assert topic.argument_map
    assert int(last.id) in topic.argument_map.by_id[answered.claims[0].id].passages


def test_a_question_in_the_words_of_a_claim_is_answered_by_it_whatever_its_passage(
    topic: Topic, tmp_path: Path
) -> None:
    embedder = OnnxEmbedder()
    search = Search(topic, open_index(topic, embedder, tmp_path), embedder, Table(""))
    assert topic.argument_map
    claim = topic.argument_map.claims[0]
    first = search.answer(claim.asked[0]).claims[0]
    assert first.id == claim.id
    assert first.score > 0.4
    assert search.answer("How deep is the lake in the park?").claims[0].score < 0.01
