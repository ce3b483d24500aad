"""Sentences as vectors."""

from __future__ import annotations

import numpy as np

from knowledge.encoders.sentence_encoder import WIDTH, SentenceEncoder
from knowledge.rounding import GRID


def test_like_meaning_is_nearer_than_like_words() -> None:
    asked, same, other = SentenceEncoder().encode(
        [
            "Hardly anybody takes the ferry after midnight.",
            "The boat is almost empty late at night.",
            "Hardly anybody takes sugar after dinner.",
        ]
    )
    assert asked @ same > asked @ other


def test_rows_are_unit_vectors_on_the_grid() -> None:
    rows = SentenceEncoder().encode(["", "  ", "a ferry", "A ferry?"])
    assert rows.shape == (4, WIDTH)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=0.01)
    assert np.array_equal(rows * GRID, np.rint(rows * GRID))
    assert SentenceEncoder().encode([]).shape == (0, WIDTH)
