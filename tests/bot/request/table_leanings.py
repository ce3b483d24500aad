"""What reads meaning, as tables in the place of the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.request.leanings import Leanings
from knowledge.encoders import Pair
from knowledge.encoders.act_reader import ActReading

THESIS = "The city should close the ring road to cars."


@dataclass(frozen=True)
class _Stances:
    probabilities: Mapping[str, float]

    def score(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        assert all(thesis == THESIS for thesis, _ in pairs)
        return np.array([self.probabilities.get(text, 0.5) for _, text in pairs])


@dataclass(frozen=True)
class _Acts:
    choices: Sequence[str] = field(default=())

    def read(self, messages: Sequence[str]) -> list[ActReading]:
        return [{"choose side": 0.9 if message in self.choices else 0.1} for message in messages]


def leanings(stances: Mapping[str, float] | None = None, choices: Sequence[str] = ()) -> Leanings:
    """What takes these texts to speak for the thesis so probably, and these sentences to choose sides."""
    return Leanings(THESIS, _Stances(stances or {}), _Acts(choices))
