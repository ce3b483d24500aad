"""A collection for each topic, or one for all with a filter.

`python tests/benchmarks/collecting.py TOPICS`, as with 10000, of 20 texts each.

Questions to one topic, by Chroma's own `query`: in the topic's collection as it is first opened and again,
and in the collection of all with `where={"topic": …}`.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from knowledge.chroma import open_client

TEXTS, ASKED = 20, 60


def main() -> None:
    """Print one line of figures, in milliseconds and texts a second."""
    topics = int(sys.argv[1])
    chance = np.random.default_rng(0)
    vectors = chance.standard_normal((topics * TEXTS, 256), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with tempfile.TemporaryDirectory() as folder:
        client = open_client(Path(folder))
        started = time.perf_counter()
        whole = client.create_collection("all-topics", embedding_function=None)
        for first in range(0, len(vectors), 5_000):
            places = range(first, min(first + 5_000, len(vectors)))
            told: list[Any] = [{"topic": f"topic-{place // TEXTS}"} for place in places]
            whole.add(
                ids=[str(place) for place in places],
                embeddings=vectors[first : first + 5_000],
                metadatas=told,
                documents=[f"text {place}" for place in places],
            )
        one_rate = len(vectors) / (time.perf_counter() - started)
        started = time.perf_counter()
        for topic in range(topics):
            own = client.create_collection(f"topic-{topic}", embedding_function=None)
            rows = slice(topic * TEXTS, (topic + 1) * TEXTS)
            own.add(
                ids=[str(place) for place in range(TEXTS)],
                embeddings=vectors[rows],
                documents=[f"text {place}" for place in range(TEXTS)],
            )
        each_rate = len(vectors) / (time.perf_counter() - started)
        names = random.Random(1).sample(range(topics), ASKED)
        question = vectors[:1] + vectors[1:2]

        def opened(topic: int) -> None:
            client.get_collection(f"topic-{topic}", embedding_function=None).query(
                query_embeddings=question, n_results=10
            )

        figures = {
            "topics": topics,
            "texts_per_s": {"a collection each": round(each_rate), "one for all": round(one_rate)},
            "first_query_ms": round(_median(opened, names), 1),
            "again_ms": round(_median(opened, names), 1),
            "filtered_ms": round(
                _median(
                    lambda topic: whole.query(
                        query_embeddings=question, n_results=10, where={"topic": f"topic-{topic}"}
                    ),
                    names,
                ),
                1,
            ),
        }
        print(json.dumps(figures))


def _median(act: Any, names: list[int]) -> float:
    took = []
    for name in names:
        started = time.perf_counter()
        act(name)
        took.append(1e3 * (time.perf_counter() - started))
    return median(took)


if __name__ == "__main__":
    main()
