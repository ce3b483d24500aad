"""A softmax regression with numpy alone, for the few hundred wordings of a topic that was just prepared."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STRENGTH = 10.0  # inverse of the regularisation, as for the playbooks that ship
_STEPS = 400
_ENOUGH = 1e-4  # gradient, relative to its first, at which it is fitted


def fitted_softmax(rows: Floats, entry_of: NDArray[np.int64], entries: int) -> tuple[Floats, Floats]:
    """Return weights (entries, width) and bias (entries,) that tell the entries of unit vectors apart.

    By Nesterov's accelerated gradient, whose step is the inverse of the loss's greatest curvature.
    """
    count = len(rows)
    known = np.concatenate([rows, np.ones((count, 1))], axis=1)
    target = np.zeros((count, entries))
    target[np.arange(count), entry_of] = 1.0
    ridge = np.full(known.shape[1], 1.0 / (STRENGTH * count))
    ridge[-1] = 0.0  # the bias is free
    curvature = 0.5 * float(np.linalg.eigvalsh(known.T @ known)[-1]) / count + float(ridge[0])
    weights = ahead = np.zeros((entries, known.shape[1]))
    first, momentum = 0.0, 1.0
    for _ in range(_STEPS):
        logits = known @ ahead.T
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        gradient = (shares - target).T @ known / count + ahead * ridge
        size = float(np.abs(gradient).max())
        first = first or size
        if size <= _ENOUGH * first:
            break
        following = ahead - gradient / curvature
        grown = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = following + (momentum - 1) / grown * (following - weights)
        weights, momentum = following, grown
    return weights[:, :-1], weights[:, -1]
