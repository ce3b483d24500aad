"""Give the op-ed's word as somebody else's, or as nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.statement import Statement
from evals.mutations.sentence import body
from knowledge.document import Document
from knowledge.names import find_names

_SPEAKERS = [
    "Trump says that", "Xi argues that", "South Korean voters say that", "Critics of the op-ed claim that",
    "The Pentagon has announced that", "A leading economist says that", "Democrats insist that",
    "Several senators have warned that",
]  # fmt: skip


def attribution_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Give the op-ed's word as somebody else's."""
    words = body(true)
    for speaker in _SPEAKERS:
        if not any(name.same(other) for name in find_names(speaker) for other in find_names(words)):
            yield replace(true, text=f"{speaker} {words}")


def attribution_dropped(true: Statement, document: Document) -> Iterator[Statement]:
    """Give the op-ed's word as the world's truth, or as somebody else's word."""
    words = body(true)
    for frame in (
        "",
        "It is a fact that ",
        "Experts agree that ",
        "Clearly, ",
        "As everybody knows, ",
        "Trump says that ",
    ):
        text = frame + words
        yield replace(true, text=text[0].upper() + text[1:])
