"""Which part of the corpus is for training, for choosing, and for the figures of a release."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.corpus.acts import Acts, read_acts
from evals.corpus.schema import Piece, read_piece
from knowledge.yaml_file import parse_yaml

HERE = Path(__file__).parent
Split = Literal["train", "dev", "test"]


class _Splits(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    pieces: dict[Split, tuple[str, ...]]
    acts: dict[Split, tuple[str, ...]]


def load_splits() -> _Splits:
    """Return the names of the pieces, and of the writers of wordings, in each split."""
    return _Splits.model_validate(parse_yaml((HERE / "split.yaml").read_text("utf-8")))


@cache  # reading the pieces takes seconds, and each task to learn asks for them
def load_pieces(split: Split) -> MappingProxyType[str, Piece]:
    """Return the pieces of a split by their names."""
    pieces = {name: read_piece(HERE / "pieces" / f"{name}.yaml") for name in load_splits().pieces[split]}
    return MappingProxyType(pieces)


@cache
def load_acts(split: Split) -> MappingProxyType[str, Acts]:
    """Return the wordings of acts of a split by their writers."""
    acts = {name: read_acts(HERE / "acts" / f"{name}.yaml") for name in load_splits().acts.get(split, ())}
    return MappingProxyType(acts)
