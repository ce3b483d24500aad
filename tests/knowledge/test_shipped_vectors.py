"""The vectors that ship with a topic."""

from __future__ import annotations

import random

import numpy as np

from knowledge.embeddings import OnnxEmbedder
from knowledge.index_entries import entries_of
from knowledge.shipped_vectors import shipped_vectors
from knowledge.topic import Topic


def test_they_are_what_the_encoder_gives(topic: Topic) -> None:
    """After a change of texts or weights: python -m knowledge.shipped_vectors."""
    embedder, texts = OnnxEmbedder(), [entry.text for entry in entries_of(topic)]
    kept = shipped_vectors(topic.slug, embedder.name, texts)
    assert set(kept) == set(texts)
    some = random.Random(5).sample(texts, 24)
    made = embedder.vectors(some)
    # another processor's rounding may move a number to its neighbour on the grid
    assert all(kept[text] @ row > 0.999 for text, row in zip(some, made, strict=True))
    assert all(kept[text].dtype == np.float32 for text in some)


def test_those_of_another_embedder_or_topic_are_not_taken(topic: Topic) -> None:
    text = topic.document.passages[0].text
    assert shipped_vectors(topic.slug, "openai-text-embedding-3-small", [text]) == {}
    assert shipped_vectors("bees", OnnxEmbedder().name, [text]) == {}
    assert shipped_vectors(topic.slug, OnnxEmbedder().name, ["a text that it does not have"]) == {}
