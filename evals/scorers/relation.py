"""Relation, the third of Grice's maxims (1975): is relevant.

In Touché's Retrieval-Augmented Debating 2025 a turn should answer the one before it. Computable form: a reply
is relevant when it takes up a content word of what was asked, or when its text or a passage that it cites is
at least as similar to it (cosine of the embedded vectors) as the document's passages are on average.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from inspect_ai.scorer import Scorer, mean, scorer
from numpy.typing import NDArray

from bot.output.schema import ReplyObject, flat
from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share
from knowledge.embeddings import OnnxEmbedder
from knowledge.sentence_analysis import read


def _relevant(question: str, reply: ReplyObject, document: list[str]) -> bool:
    texts = [
        *(item["text"] for item in reply["statements"] if item["kind"] != "link"),
        *(item["text"] for item in reply["passages"]),
    ]
    words = [word for text in texts for word in read(text).content]
    if any(word_asked.carries(other) for word_asked in read(question).content for other in words):
        return True
    asked, *others = _vectors((question, *texts, *document))
    similar = [float(asked @ other) for other in others]
    return max(similar[: len(texts)]) >= sum(similar[len(texts) :]) / len(document)


def _vectors(texts: tuple[str, ...]) -> NDArray[np.float32]:
    return np.asarray(_embedder().vectors(texts), dtype=np.float32)


@cache
def _embedder() -> OnnxEmbedder:
    return OnnxEmbedder()


@scorer(metrics=[mean(), interval()])
def relation() -> Scorer:
    """Score relation, the third of Grice's maxims (1975): is relevant."""

    def measure(asked: AnsweredCase) -> Measured | None:
        document = [flat(passage.text) for passage in asked.topic.document.passages]
        met = [
            _relevant(text, reply, document)
            for text, reply in zip(asked.case.asks, asked.replies, strict=True)
            if not reply["abstained"]
        ]
        return share(sum(met), len(met))

    return scored(measure)
