"""The search over a topic's texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evals.cases import load_set
from knowledge.embeddings import WordLlamaEmbedder
from knowledge.index import open_index
from knowledge.search import Search
from knowledge.topic import Topic


def test_search_sees_every_text_of_a_topic_and_scores_it_exactly(topic: Topic, tmp_path: Path) -> None:
    """A graph of neighbours is grown by as many threads as the machine has, and misses others each time."""
    embedder = WordLlamaEmbedder()
    index = open_index(topic, embedder, tmp_path)
    search, entries = Search(topic, index, embedder), index.entries
    texts = np.asarray(embedder.vectors([entry.text for entry in entries]), dtype=np.float64)
    for case in load_set("facts"):
        exact = texts @ np.asarray(embedder.vectors([case.question])[0], dtype=np.float64)
        order = sorted(range(len(entries)), key=lambda n, exact=exact: (-exact[n], n))  # type: ignore[misc]
        near = search._by_vector(case.question)
        assert list(near.items()) == [(entries[n].id, exact[n]) for n in order[: len(near)]]
