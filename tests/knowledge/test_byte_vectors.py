"""Vectors in a byte a number."""

from __future__ import annotations

import numpy as np

from knowledge.byte_vectors import ByteVectors


def test_likeness_is_as_it_was_but_for_a_hundredth() -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(1300, 384))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = ByteVectors.of(vectors)
    assert kept.rows.nbytes * 4 == vectors.astype(np.float32).nbytes
    assert np.abs(kept.products(vectors[7]) - vectors @ vectors[7]).max() < 0.01


def test_what_is_on_the_grid_stays_as_it_is() -> None:
    kept = ByteVectors.of([[0.5, -1.0], [0.25, 0.0]])
    assert kept.products([1.0, 1.0]).tolist() == [-0.5, 0.25]
    assert np.array_equal(ByteVectors.of(kept.rows / kept.steps).rows, kept.rows)
