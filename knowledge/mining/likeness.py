"""How like the sentences of a document are to one another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Document
from knowledge.encoders import Encodes
from knowledge.rounding import settled


@dataclass(frozen=True, eq=False)
class Likeness:
    """Cosines by the sentence encoder, of shape (passages, passages)."""

    cosines: NDArray[np.float32]

    @classmethod
    def of(cls, document: Document, encoder: Encodes) -> Likeness:
        """Compare the passages of a document."""
        vectors = encoder.encode([passage.text for passage in document.passages])
        return cls(vectors @ vectors.T)

    @property
    def count(self) -> int:
        """Return how many passages there are."""
        return len(self.cosines)

    def between(self, one: int, other: int) -> float:
        """Return how like two passages are, by their numbers."""
        return settled(float(self.cosines[one - 1, other - 1]))

    def support(self, number: int, weights: NDArray[np.float64]) -> float:
        """Return how like a passage is to the others, each counted by its weight, shape (passages,)."""
        others = weights.copy()
        others[number - 1] = 0.0
        total = others.sum()
        return settled(float(self.cosines[number - 1].astype(np.float64) @ others / total)) if total else 0.0
