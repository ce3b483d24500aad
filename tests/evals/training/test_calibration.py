"""Logits become probabilities that mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from evals.training.calibration import best_of_groups, platt, reliability, temperature
from evals.training.examples import Example


@pytest.mark.slow  # scikit-learn takes seconds to import
def test_the_fitted_line_is_the_one_that_the_targets_came_from() -> None:
    order = np.random.default_rng(1)
    logits = order.normal(0, 3, 20_000)
    targets = (order.random(20_000) < 1 / (1 + np.exp(-(0.5 * logits + 1)))).astype(np.int64)
    fitted = platt(logits, targets)
    assert fitted["slope"] == pytest.approx(0.5, abs=0.03)
    assert fitted["intercept"] == pytest.approx(1, abs=0.06)


def test_logits_that_are_twice_too_sure_are_halved() -> None:
    order = np.random.default_rng(2)
    logits = order.normal(0, 2, (20_000, 5))
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    targets = (order.random((20_000, 1)) > shares.cumsum(axis=1)).sum(axis=1)
    assert temperature(logits * 2, targets) == pytest.approx(0.5, abs=0.05)


def test_a_question_is_judged_by_its_best_candidate() -> None:
    listed = [Example("answers", "q", text, target, group) for text, target, group in ITEMS]
    best, answered = best_of_groups(listed, np.array([1.0, 4.0, -2.0, -1.0]))
    assert list(best) == [4.0, -1.0]
    assert list(answered) == [1, 0]


ITEMS = [("a", 1, 1), ("b", 0, 1), ("c", 0, 2), ("d", 0, 2)]


def test_reliability_is_the_share_that_is_right_near_a_score() -> None:
    scores, right = np.array([0.9, 0.87, 0.93, 0.2]), np.array([True, True, False, False])
    assert reliability(scores, right) == pytest.approx(2 / 3)
    assert np.isnan(reliability(scores, right, near=0.5))
