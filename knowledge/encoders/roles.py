"""What a sentence does in an opinion piece, read with its neighbours and the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, get_args

from knowledge.encoders.cross_encoder import shares_of
from knowledge.encoders.manifest import WEIGHTS
from knowledge.encoders.onnx_model import open_model

Role = Literal[
    "furniture",
    "reports",
    "recommends",
    "rebuts",
    "concedes",
    "predicts",
    "evidence",
    "judges",
    "explains",
    "tells",
]
ROLES: tuple[Role, ...] = get_args(Role)
SURE = 0.7  # probability from which the best role is held for sure


@dataclass(frozen=True, slots=True)
class RoleReading:
    """How probably a sentence has each of ROLES, in their order."""

    probabilities: tuple[float, ...]

    def of(self, role: Role) -> float:
        """Return the probability of a role. That of "reports" is that the voice is not the author's."""
        return self.probabilities[ROLES.index(role)]

    @property
    def role(self) -> Role:
        """Return the most probable role."""
        return max(ROLES, key=self.of)

    @property
    def sure(self) -> bool:
        """Return whether one role stands out."""
        return self.of(self.role) >= SURE


class ReadsRoles(Protocol):
    """What tells what the sentences of a piece do."""

    def read(self, sentences: Sequence[str], title: str) -> list[RoleReading]:
        """Return a reading for each sentence, which stand in the piece in this order."""
        ...


class Roles:
    """The reader of roles that ships."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder, self._model = folder, open_model("reader.onnx", folder)

    def read(self, sentences: Sequence[str], title: str) -> list[RoleReading]:
        """Return a reading for each sentence, which stand in the piece in this order."""
        rows = self._model.rows(in_context(sentences, title))
        return [RoleReading(tuple(shares_of("role", row["role"], self._folder))) for row in rows]


def in_context(sentences: Sequence[str], title: str) -> list[tuple[str, str]]:
    """Return each sentence with what it is read beside: the title, the sentence before and the one after."""
    around = ["", *sentences, ""]
    return [(sentence, f"{title} | {around[n]} | {around[n + 2]}") for n, sentence in enumerate(sentences)]
