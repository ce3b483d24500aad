"""What a message asks for, read by its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from knowledge.encoders.acts import ACTS
from knowledge.encoders.cross_encoder import shares_of
from knowledge.encoders.manifest import WEIGHTS
from knowledge.encoders.onnx_model import open_model

ActReading = dict[str, float]


class ReadsActs(Protocol):
    """What tells what messages ask for."""

    def read(self, messages: Sequence[str]) -> list[ActReading]:
        """Return for each message how probably it has each act of ACTS."""
        ...


class ActReader:
    """The reader of acts that ships."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder, self._model = folder, open_model("reader.onnx", folder)

    def read(self, messages: Sequence[str]) -> list[ActReading]:
        """Return for each message how probably it has each act of ACTS."""
        rows = self._model.rows([(message, "") for message in messages])
        return [dict(zip(ACTS, shares_of("act", row["act"], self._folder), strict=True)) for row in rows]
