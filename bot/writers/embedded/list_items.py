"""What stands together as one item of a list, so that none begins in the middle of a thought."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Protocol, TypeVar

from bot.statement import Statement
from bot.writers.embedded.speech_length import adds
from bot.writers.embedded.speech_shape import ListLayout
from knowledge.lexicon import joining

_COUNTS = re.compile(r"(?:first|second|third|fourth|fifth|last|final)(?:ly)?\b|next\b", re.IGNORECASE)
_CONCLUDES = re.compile(r"(?:so|therefore)\b", re.IGNORECASE)
_FIRST = re.compile(r"(?:first|one)\b", re.IGNORECASE)  # what is behind an announcement
_POINTS = ("this", "that", "these", "those", "such", "the same", "the latter", "the former")


class _Sentence(Protocol):
    @property
    def text(self) -> str: ...


Said = TypeVar("Said", bound=_Sentence)


def items_of(sentences: Sequence[Said]) -> list[list[Said]]:
    """Return the sentences in groups: one that goes on from the one before it stays with that."""
    items: list[list[Said]] = []
    for one in sentences:
        if items and goes_on(one.text):
            items[-1].append(one)
        else:
            items.append([one])
    return items


def so_many(sentences: Sequence[Said], cut: Sequence[Said], count: int) -> tuple[Said, ...]:
    """Return what was cut to a number of sentences, or as many items where it makes fewer of them."""
    if len(items_of(cut)) >= min(count, len(items_of(sentences))):
        return tuple(cut)
    return tuple(chain.from_iterable(items_of(sentences)[:count]))


def in_list(
    statements: Sequence[Statement], layout: ListLayout, count: int | None = None
) -> tuple[Statement, ...]:
    """Return the statements as a list, behind the one that only announces what they count.

    Where a point lacks to a `count`, what all of them come to is one.
    """
    items = items_of(statements)
    if count and len(items) == count - 1 and len(items[-1]) > 1 and _CONCLUDES.match(items[-1][-1].text):
        items[-1:] = [items[-1][:-1], items[-1][-1:]]
    announced = len(items) > 2 and not counts(items[0][0].text) and _FIRST.match(items[1][0].text) is not None
    told = items[:1] if announced else []
    for number, (first, *behind) in enumerate(items[len(told) :], start=1):
        opened = (
            replace(first, layout="number", number=number)
            if layout == "numbered"
            else replace(first, layout="bullet")
        )
        told.append([opened, *behind])
    return tuple(chain.from_iterable(told))


def goes_on(text: str) -> bool:
    """Tell whether a sentence takes up the one before by more than a pronoun, and counts nothing off."""
    if counts(text):
        return False
    return adds(text) or text.lower().replace(",", " ").startswith(_joins())


def counts(text: str) -> bool:
    """Tell whether a sentence opens with its number in a row: "First", "Lastly"."""
    return _COUNTS.match(text) is not None


@cache
def _joins() -> tuple[str, ...]:
    return tuple(f"{word} " for word in (*joining().openers, *_POINTS))
