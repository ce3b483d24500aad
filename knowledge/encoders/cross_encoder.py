"""Two texts read together: how probably the one answers the other, by a head of a model that ships.

A head's logit becomes a probability by a line and the logistic function (Platt 1999), fitted on the corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.encoders import Pair
from knowledge.encoders.manifest import WEIGHTS, checked_file
from knowledge.encoders.onnx_model import OnnxModel, open_model

CALIBRATION = "calibration.json"
DIGITS = 3  # of a probability; what is behind them, another processor may compute otherwise


class Line(BaseModel):
    """How a head's logit becomes the log of the odds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slope: float
    intercept: float


class CrossEncoder:
    """One head of a model that reads pairs."""

    def __init__(self, model: OnnxModel, head: str, folder: Path = WEIGHTS) -> None:
        self._model, self._head, self._folder = model, head, folder

    def score(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Return a probability for each pair, shape (pairs,)."""
        logits = np.array([outputs[self._head].item() for outputs in self._model.rows(pairs)], np.float64)
        odds = self._line.slope * logits + self._line.intercept
        return np.round(1 / (1 + np.exp(-odds)), DIGITS)

    @cached_property
    def _line(self) -> Line:
        return line_of(self._head, self._folder)


def line_of(head: str, folder: Path = WEIGHTS) -> Line:
    """Return how the logits of a head become the log of the odds."""
    return _calibration(folder)[head]


def shares_of(head: str, logits: NDArray[np.float32], folder: Path = WEIGHTS) -> list[float]:
    """Return the probabilities of a head's classes, which exclude each other, from their logits."""
    scaled = line_of(head, folder).slope * logits.astype(np.float64)
    odds = np.exp(scaled - scaled.max())
    return [round(float(share), DIGITS) for share in odds / odds.sum()]


@cache
def _calibration(folder: Path) -> dict[str, Line]:
    return TypeAdapter(dict[str, Line]).validate_json(checked_file(CALIBRATION, folder).read_bytes())


def answers(folder: Path = WEIGHTS) -> CrossEncoder:
    """Return what tells whether a passage answers a question, given as (question, passage)."""
    return CrossEncoder(open_model("answers.onnx", folder), "answers", folder)
