"""What is fitted on the wordings of a playbook's answers, as it is kept in a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import KnowledgeError
from knowledge.byte_vectors import ByteVectors
from knowledge.entry_words import EntryWords

Floats = NDArray[np.float64]
_GRID = 2**11  # steps that the numbers of the replies' vectors are kept in


@dataclass(frozen=True)
class Fitted:
    """What was fitted on the wordings of a playbook, for the entries in `ids`.

    `wordings` and `replies` are unit vectors. `entry_of` is the entry of each wording: they stand in the
    entries' order, and each entry has some. `replies` has two rows an entry, of its short and full reply,
    `weights` one, and so `bias`. `words` are those of the wordings. `line` and `intercept` make the
    probability of the measures of `evidence_for`.
    """

    encoder: str
    ids: tuple[str, ...]
    wordings: ByteVectors
    entry_of: NDArray[np.int64]
    replies: Floats
    weights: Floats
    bias: Floats
    words: EntryWords
    line: Floats
    intercept: float

    @classmethod
    def load(cls, file: Path) -> Fitted:
        """Return what is in a file. Raises KnowledgeError where it cannot be read."""
        try:
            with np.load(file) as kept:
                return cls(
                    str(kept["encoder"]),
                    tuple(str(name) for name in kept["ids"]),
                    ByteVectors(kept["wordings"], float(kept["steps"])),
                    kept["entry_of"].astype(np.int64),
                    kept["replies"] / _GRID,
                    kept["weights"].astype(np.float64),
                    kept["bias"].astype(np.float64),
                    EntryWords.of_arrays(kept),
                    kept["line"].astype(np.float64),
                    float(kept["intercept"]),
                )
        except (OSError, ValueError, KeyError) as exc:
            raise KnowledgeError(f"{file} is damaged; make it with: python -m evals.fit_wordings") from exc

    def save(self, file: Path) -> None:
        """Write it, vectors as multiples of the grid that they are on."""
        np.savez_compressed(
            file,
            encoder=np.array(self.encoder),
            ids=np.array(self.ids),
            wordings=self.wordings.rows,
            steps=np.array(self.wordings.steps),
            entry_of=self.entry_of.astype(np.int16),
            replies=np.rint(self.replies * _GRID).astype(np.int16),
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
            line=self.line,
            intercept=np.array(self.intercept),
            **self.words.as_arrays(),
        )

    def shares(self, vector: Floats, text: str) -> Floats:
        """Return the probability of each entry, if one is meant by a text, shape (entries,)."""
        logits = self.weights @ vector + self.bias + self.words.speak_for(text)
        odds = np.exp(logits - logits.max())
        return np.asarray(odds / odds.sum(), np.float64)

    def nearest(self, vector: Floats) -> Floats:
        """Return the similarity of each entry's nearest wording, shape (entries,)."""
        return np.maximum.reduceat(self.wordings.products(vector), self._starts).astype(np.float64)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """The place of each entry's first wording."""
        return np.searchsorted(self.entry_of, np.arange(len(self.ids)))

    def told(self, vector: Floats) -> Floats:
        """Return the similarity of each entry's nearer reply, shape (entries,)."""
        return np.asarray((self.replies @ vector).reshape(-1, 2).max(axis=1), np.float64)
