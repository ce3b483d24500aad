"""How a sentence of a debate is meant: argued, doubted, granted, asked, or said to press.

A softmax regression over the sentence encoder's vector and the acts that are read in the sentence, fitted on
the corpus by `python -m evals.fit_turns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from knowledge import KnowledgeError
from knowledge.encoders import Encodes
from knowledge.encoders.act_reader import ReadsActs
from knowledge.encoders.acts import ACTS
from knowledge.rounding import settled

FILE = "debating.npz"
Meant = Literal[
    "argue", "challenge", "concede", "insult", "flattery", "insist", "closing", "score", "weigh", "define",
    "choose side", "which side", "will you grant", "ask", "question", "begin", "more", "small talk",
]  # fmt: skip
MEANT: tuple[Meant, ...] = get_args(Meant)
LEAST, BESIDE = 0.01, 0.15  # what is added to an act's probability, and how much its logarithm counts
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MeantSentence:
    """A sentence, and how probably it is meant in each way."""

    text: str
    odds: dict[Meant, float]

    @property
    def best(self) -> Meant:
        """The likeliest way."""
        return max(self.odds, key=lambda way: self.odds[way])

    def of(self, *ways: Meant) -> float:
        """Return how probably it is meant in one of these ways."""
        return settled(sum(self.odds.get(way, 0.0) for way in ways))


class ReadsDebates(Protocol):
    """What tells how the sentences of a debate are meant."""

    def read(self, sentences: Sequence[str]) -> list[MeantSentence]:
        """Return each sentence with how it is meant."""
        ...


@dataclass(frozen=True)
class FittedDebating:
    """What was fitted: weights of shape (ways, width + acts), in the order of `ways`."""

    encoder: str
    ways: tuple[str, ...]
    weights: Floats
    bias: Floats

    @classmethod
    def load(cls, file: Path) -> FittedDebating:
        """Return what is in a file. Raises KnowledgeError where it cannot be read."""
        try:
            with np.load(file) as kept:
                return cls(
                    str(kept["encoder"]),
                    tuple(str(way) for way in kept["ways"]),
                    kept["weights"].astype(np.float64),
                    kept["bias"].astype(np.float64),
                )
        except (OSError, ValueError, KeyError) as exc:
            raise KnowledgeError(f"{file} is damaged; make it with: python -m evals.fit_turns") from exc

    def save(self, file: Path) -> None:
        """Write it."""
        kept = {field.name: np.asarray(getattr(self, field.name)) for field in fields(self)}
        kept |= {name: kept[name].astype(np.float32) for name in ("weights", "bias")}
        np.savez_compressed(file, allow_pickle=False, **kept)


class DebateReader:
    """The reader that ships."""

    def __init__(self, encoder: Encodes, acts: ReadsActs, fitted: FittedDebating | None = None) -> None:
        self._encoder, self._acts, self._given = encoder, acts, fitted

    @cached_property
    def _fitted(self) -> FittedDebating:
        return self._given or FittedDebating.load(Path(str(files("knowledge") / FILE)))

    def read(self, sentences: Sequence[str]) -> list[MeantSentence]:
        """Return each sentence with how it is meant."""
        if not sentences:
            return []
        logits = read_together(sentences, self._encoder, self._acts) @ self._fitted.weights.T
        logits += self._fitted.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        places = [self._fitted.ways.index(way) for way in MEANT]
        return [
            MeantSentence(text, {way: settled(float(row[n])) for way, n in zip(MEANT, places, strict=True)})
            for text, row in zip(sentences, odds, strict=True)
        ]


def read_together(sentences: Sequence[str], encoder: Encodes, acts: ReadsActs) -> Floats:
    """Return what the regression sees of each sentence, shape (sentences, width + acts)."""
    read = np.array([[reading.get(act, 0.0) for act in ACTS] for reading in acts.read(sentences)])
    return np.hstack([np.asarray(encoder.encode(sentences), np.float64), BESIDE * np.log(read + LEAST)])
