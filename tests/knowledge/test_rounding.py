"""Scores come out alike everywhere."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.rounding import unit_rows


@pytest.mark.parametrize("width", [256, 384, 1536])
def test_products_of_vectors_do_not_depend_on_the_order_of_their_terms(width: int) -> None:
    random = np.random.default_rng(0)
    rows = unit_rows(random.normal(size=(60, width)).astype(np.float32))
    straight = rows @ rows.T
    for _ in range(5):
        mixed = np.ascontiguousarray(rows[:, random.permutation(width)])
        assert np.array_equal(mixed @ mixed.T, straight)
    one_by_one = np.add.accumulate(rows[:, None, :] * rows[None, :, :], axis=2)[..., -1]
    assert np.array_equal(one_by_one, straight)
    assert np.abs(np.diagonal(straight) - 1).max() < 0.01


def test_a_row_of_nothing_stays_one() -> None:
    assert not unit_rows(np.zeros((2, 8), dtype=np.float32)).any()
