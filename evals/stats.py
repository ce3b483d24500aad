"""Intervals and tests over cases. Pure: numbers in, numbers out.

SciPy, of the extra [evals], is loaded where they are worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

RESAMPLES = 2000
SEED = 20250801


class Estimate(NamedTuple):
    """A mean over cases with its 95 % interval."""

    mean: float
    low: float
    high: float
    cases: int


class Difference(NamedTuple):
    """What the mean gained between two runs of the same cases.

    With its 95 % interval and the chance of as much by luck.
    """

    gained: float
    low: float
    high: float
    p: float

    @property
    def larger_than_chance(self) -> bool:
        """Return whether it is significant at the level of 5 %."""
        return self.p < 0.05


def estimate(values: Sequence[float]) -> Estimate:
    """Return the mean of at least one value, with its interval.

    That is the percentile bootstrap over cases (Efron & Tibshirani 1993).
    """
    sample = np.asarray(values, dtype=float)
    mean = float(sample.mean())
    if len(sample) < 2 or np.ptp(sample) == 0:
        return Estimate(mean, mean, mean, len(sample))
    low, high = _bootstrap(sample)
    return Estimate(mean, low, high, len(sample))


def difference(before: Sequence[float], after: Sequence[float]) -> Difference:
    """Compare the same cases before and after.

    By McNemar's exact test where all values are 0 or 1, else by a paired permutation test.
    """
    from scipy import stats

    gained = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    mean = float(gained.mean())
    if not gained.any():
        return Difference(0.0, 0.0, 0.0, 1.0)
    low, high = _bootstrap(gained) if len(gained) > 1 and np.ptp(gained) else (mean, mean)
    if {*before, *after} <= {0.0, 1.0}:
        better, worse = int((gained > 0).sum()), int((gained < 0).sum())
        return Difference(mean, low, high, float(stats.binomtest(better, better + worse).pvalue))
    tested = stats.permutation_test(
        (gained,), np.mean, permutation_type="samples", n_resamples=RESAMPLES, rng=np.random.default_rng(SEED)
    )
    return Difference(mean, low, high, float(tested.pvalue))


def auroc(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Return how often a right one scores above a wrong one, ties by half: 0.5 is chance (Fawcett 2006)."""
    ordered = np.sort(np.asarray(wrong, dtype=float))
    below, no_higher = (np.searchsorted(ordered, right, side) for side in ("left", "right"))
    return float((below + no_higher).sum() / 2 / max(len(right) * len(wrong), 1))


def _bootstrap(values: np.ndarray) -> tuple[float, float]:
    from scipy import stats

    bounds = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=RESAMPLES, rng=np.random.default_rng(SEED)
    ).confidence_interval
    return float(bounds.low), float(bounds.high)
