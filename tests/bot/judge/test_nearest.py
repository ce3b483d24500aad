"""The passage to look at first, by tables in the places of the encoders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.judge.nearest import READ, Nearest
from knowledge.document import split
from knowledge.encoders import Pair
from knowledge.loaders.plain import from_text

LAMP = "The lamp burns at night."


class Lengths:
    """Texts of like length lie near each other."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        angles = [len(text) / 100 for text in texts]
        return np.array([[np.cos(angle), np.sin(angle)] for angle in angles], np.float32)


class Naming:
    """What names the lamp answers."""

    def __init__(self) -> None:
        self.asked: list[Pair] = []

    def score(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        self.asked += pairs
        return np.array([0.9 if "lamp" in passage else 0.1 for _, passage in pairs])


def test_of_the_likest_passages_the_one_that_answers_best_is_nearest() -> None:
    document = split(from_text(f"Boats come in late. {LAMP} Gulls cry at dawn."))
    assert Nearest(document, Lengths(), Naming()).find("Boats come in soon.").text == LAMP


def test_only_the_likest_are_read_beside_the_sentence() -> None:
    many = " ".join(f"Boat {'o' * number} came." for number in range(1, 40))
    naming = Naming()
    Nearest(split(from_text(many)), Lengths(), naming).find("Boat oo came.")
    assert len(naming.asked) == READ
