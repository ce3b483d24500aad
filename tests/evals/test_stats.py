"""Intervals and differences."""

from __future__ import annotations

import pytest

from evals.stats import auroc, difference, estimate


def test_an_interval_holds_the_mean_and_narrows_with_more_cases() -> None:
    few, many = estimate([0, 1, 1, 1]), estimate([0, 1, 1, 1] * 50)
    for found in (few, many):
        assert found.low <= found.mean <= found.high
    assert many.high - many.low < few.high - few.low
    assert estimate([1.0, 1.0]) == (1.0, 1.0, 1.0, 2)


def test_a_difference_is_tested_on_the_same_cases() -> None:
    assert difference([0] * 12, [1] * 12).p == pytest.approx(2 * 0.5**12)  # McNemar, exact
    assert not difference([0, 1, 0, 1], [1, 0, 1, 1]).larger_than_chance
    assert difference([0.2, 0.4] * 10, [0.3, 0.5] * 10).larger_than_chance
    assert difference([0.5, 1], [0.5, 1]) == (0.0, 0.0, 0.0, 1.0)


def test_auroc_is_the_share_of_pairs_in_the_right_order() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == (1 + 1 + 0.5 + 1) / 4
    assert auroc([0.1], [0.9, 0.8]) == 0
