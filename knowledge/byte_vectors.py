"""Many vectors that are only compared: their numbers in a byte each, a quarter of what floats take.

Of unit vectors in 384 dimensions the likeness to another moves by less than 0.01.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

_LARGEST = 127  # that a byte holds
_AT_ONCE = 512  # rows that are turned back into floats at a time: they stay in the processor's cache


@dataclass(frozen=True)
class ByteVectors:
    """Vectors, shape (rows, width), as multiples of one part in `steps`, which is a power of two."""

    rows: NDArray[np.int8]
    steps: float

    @classmethod
    def of(cls, vectors: ArrayLike) -> ByteVectors:
        """Return vectors, shape (rows, width), rounded so that the largest number just fits."""
        exact = np.asarray(vectors, np.float64)
        steps = 2.0 ** np.floor(np.log2(_LARGEST / max(float(np.abs(exact).max()), 1e-6)))
        return cls(np.rint(exact * steps).astype(np.int8), float(steps))

    def products(self, vector: ArrayLike) -> NDArray[np.float32]:
        """Return the scalar product of each row with a vector, shape (rows,)."""
        other = np.asarray(vector, np.float32) / np.float32(self.steps)
        found = np.empty(len(self.rows), np.float32)
        for start in range(0, len(self.rows), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            found[part] = self.rows[part].astype(np.float32) @ other
        return found
