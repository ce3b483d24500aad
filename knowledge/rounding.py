"""Scores as they are compared: the same on every processor and in every version of Python.

The last digits of a float depend on who adds it up: a processor's wide registers, the C library's logarithm,
Python's own `sum` since 3.12. Two scores that differ by nothing else must not put claims in another order,
nor be on the two sides of a threshold.
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

DIGITS = 6  # of a score; what machines differ in is behind the fifteenth
GRID = 2**11  # what a coordinate of a vector is a multiple of, per unit


def settled(score: float) -> float:
    """Return a score without the digits that another machine may compute otherwise."""
    return round(score, DIGITS)


def rarity(texts: int, having: int) -> float:
    """Return the inverse document frequency of a word that `having` of the texts have (Spärck Jones 1972)."""
    return settled(log((texts + 1) / (having + 0.5)))


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows at length 1 and each number as a multiple of 2^-11; a row of zeros stays one.

    The product of two such numbers is a multiple of 2^-22, and no sum of them is above |a||b|, about 1: it
    fits the 24 bits of a float32 at each step. So the inner product is exact in whatever order it is added
    up, by NumPy's BLAS or by Chroma's index.
    """
    wide = np.asarray(rows, dtype=np.float64)
    lengths = np.sqrt((wide * wide).sum(axis=-1, keepdims=True))
    units = wide / np.where(lengths == 0, 1, lengths)
    return np.asarray(np.rint(units * GRID) / GRID, dtype=np.float32)
