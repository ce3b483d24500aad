"""Small pretrained transformers that ship with the program, and what is read with them.

Who needs one asks for `Encodes` or `Scores`, so that it can be tested with a table in the place of a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pair = tuple[str, str]


class Encodes(Protocol):
    """What gives texts places in a space where those of like meaning are near each other."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors as `unit_rows` gives them, shape (texts, width)."""
        ...


class Scores(Protocol):
    """What reads two texts together and tells how probably something is true of them."""

    def score(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Return a probability for each pair, shape (pairs,)."""
        ...
