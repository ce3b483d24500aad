"""Sentences to vectors that are near each other where the sentences mean alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders.manifest import WEIGHTS, fingerprint
from knowledge.encoders.onnx_model import open_model
from knowledge.rounding import unit_rows

FILE = "sentence_encoder.onnx"
WIDTH = 384


class SentenceEncoder:
    """The sentence encoder that ships: all-MiniLM-L6-v2 (Reimers & Gurevych 2019), its weights in bytes."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder, self._model = folder, open_model(FILE, folder)

    @property
    def name(self) -> str:
        """The model and which weights it has: vectors of others do not compare."""
        return f"minilm-{fingerprint(FILE, self._folder)[:8]}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors as `unit_rows` gives them, shape (texts, 384)."""
        rows = [outputs["vectors"] for outputs in self._model.rows(texts)]
        return unit_rows(np.stack(rows)) if rows else np.zeros((0, WIDTH), dtype=np.float32)
