"""The length and the layout of a speech, as a message asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.request.form import Form, Layout
from bot.writers.embedded.speech_length import PACE, TOLERANCE

ListLayout = Literal["prose", "bullets", "numbered"]
LEAST = 0.8  # of the words that a speech may have at most
SHORT = 2  # sentences of a short reply
_LAYOUTS: dict[Layout, ListLayout] = {
    "prose": "prose", "bullets": "bullets", "table": "bullets", "numbered": "numbered", "steps": "numbered",
}  # fmt: skip
Words = tuple[int, int]  # at least and at most so many


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a speech is to be, by one of its measures, and how it is laid out; None: as it is.

    `each` is how many sentences a point has, `words_each` how many words at most.
    """

    points: int | None = None
    each: int | None = None
    sentences: int | None = None
    words: Words | None = None
    long: bool = False
    layout: ListLayout | None = None
    paragraphs: int | None = None
    table: bool = False
    words_each: int | None = None

    @property
    def listed(self) -> bool:
        """Whether each point stands on a line of its own."""
        return self.layout in ("bullets", "numbered")


def shape_of(form: Form) -> Shape:
    """Return the shape of a speech in the form that a message asks for."""
    words = spoken(form.seconds, form.pace) if form.seconds else None
    if form.words and not words:
        words = (round(LEAST * form.words), form.words) if form.capped else about(form.words)
    short_points = form.short and form.points is not None
    layout = _LAYOUTS.get(form.layout) if form.layout else "numbered" if short_points else None
    return Shape(
        points=form.points,
        each=form.each or (1 if short_points else None),
        sentences=form.sentences or (SHORT if form.short and not (form.points or words) else None),
        words=words,
        long=form.long,
        layout=layout,
        paragraphs=form.paragraphs,
        table=form.layout == "table",
        words_each=form.words_each,
    )


def seconds(number: float) -> Words:
    """Return the words of a speech of so many seconds."""
    return round(number * PACE[0]), round(number * PACE[1])


def spoken(number: float, pace: int | None) -> Words:
    """Return the words of so many seconds, at a pace in words a minute, or as debaters speak."""
    return about(round(number * pace / 60)) if pace else seconds(number)


def about(words: int) -> Words:
    """Return the words of a speech of about so many words."""
    return round(words * (1 - TOLERANCE)), round(words * (1 + TOLERANCE))
