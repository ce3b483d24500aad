"""The length and the layout of a speech, as a message asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.writers.embedded.speech_length import PACE, TOLERANCE

ListLayout = Literal["prose", "bullets", "numbered"]
Words = tuple[int, int]  # at least and at most so many


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a speech is to be, by one of its measures, and how it is laid out; None: as it is."""

    points: int | None = None
    sentences: int | None = None
    words: Words | None = None
    long: bool = False
    layout: ListLayout | None = None

    @property
    def listed(self) -> bool:
        """Whether each point stands on a line of its own."""
        return self.layout in ("bullets", "numbered")


def seconds(number: float) -> Words:
    """Return the words of a speech of so many seconds."""
    return round(number * PACE[0]), round(number * PACE[1])


def about(words: int) -> Words:
    """Return the words of a speech of about so many words."""
    return round(words * (1 - TOLERANCE)), round(words * (1 + TOLERANCE))
