from __future__ import annotations

import numpy as np

from knowledge.softmax import fitted_softmax


def test_it_tells_entries_apart_as_the_reference_does() -> None:
    from sklearn.linear_model import LogisticRegression

    random = np.random.default_rng(0)
    centres = random.normal(size=(12, 40))
    entry_of = np.repeat(np.arange(12), 9)
    rows = centres[entry_of] + random.normal(scale=0.8, size=(len(entry_of), 40))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    weights, bias = fitted_softmax(rows, entry_of, 12)
    known = LogisticRegression(C=10.0, max_iter=2_000, tol=1e-8).fit(rows, entry_of)
    odds = np.exp(rows @ weights.T + bias)
    shares = odds / odds.sum(axis=1, keepdims=True)
    assert np.abs(shares - known.predict_proba(rows)).max() < 0.02


def test_one_entry_is_always_meant() -> None:
    weights, bias = fitted_softmax(np.eye(3), np.zeros(3, np.int64), 1)
    assert weights.shape == (1, 3)
    assert np.isfinite(weights).all()
    assert np.isfinite(bias).all()
