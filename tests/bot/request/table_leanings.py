"""What reads meaning, as tables in the place of the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.request.leanings import Leanings
from knowledge.document import Document, Paragraph, SourceText, split
from knowledge.encoders import Pair
from knowledge.encoders.act_reader import ActReading
from knowledge.encoders.acts import ACTS

THESIS = "The city should close the ring road to cars."


@dataclass(frozen=True)
class _Stances:
    probabilities: Mapping[str, float]

    def score(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        assert all(thesis == THESIS for thesis, _ in pairs)
        return np.array([self.probabilities.get(text, 0.5) for _, text in pairs])


@dataclass(frozen=True)
class _Acts:
    """Reads messages by a table; others as a question of fact, and no choice of a side."""

    choices: Sequence[str] = field(default=())
    acts: Mapping[str, str] = field(default_factory=dict)

    def read(self, messages: Sequence[str]) -> list[ActReading]:
        return [self._read(message) for message in messages]

    def _read(self, message: str) -> ActReading:
        act = "choose side" if message in self.choices else self.acts.get(message, "fact")
        return dict.fromkeys(ACTS, 0.0) | {act: 0.8}


def leanings(
    stances: Mapping[str, float] | None = None,
    choices: Sequence[str] = (),
    acts: Mapping[str, str] | None = None,
) -> Leanings:
    """What takes these texts to speak for the thesis so probably, and these messages to have these acts."""
    return Leanings(THESIS, _Stances(stances or {}), _Acts(choices, acts or {}))


def document() -> Document:
    """A piece of one sentence, which is its thesis."""
    return split(SourceText(THESIS, (Paragraph(0, len(THESIS)),)))
