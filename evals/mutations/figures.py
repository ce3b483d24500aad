"""Corrupt a figure: another value, unit, day or year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.statement import Statement
from evals.mutations.sentence import body, figures_in, replaced, with_body
from knowledge.document import Document
from knowledge.figures import MONTHS, find_figures

_SCALES = [
    ("million", "billion"),
    ("billion", "million"),
    ("billion", "trillion"),
    ("thousand", "million"),
    ("trillion", "billion"),
]
_UNITS = [
    "years", "months", "days", "weeks", "decades", "hours", "year", "month", "day", "week", "people",
    "soldiers", "miles", "kilometers",
]  # fmt: skip


def number_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Put another value in the place of each sum, share, ordinal or plain number."""
    for figure in figures_in(true, "money", "percent", "ordinal", "number"):
        digits = re.search(r"\d+(?:\.\d+)?", figure.text)
        if digits:
            value = float(digits.group())
            for other in (
                value + 1,
                value + 5,
                value + 10,
                value - 3 if value > 3 else value + 3,
                *(value * factor for factor in (0.1, 0.5, 2, 3, 10, 100)),
            ):
                written = f"{other:g}" if figure.kind != "ordinal" else f"{int(other)}th"
                yield replaced(
                    true, figure, re.sub(r"\d+(?:\.\d+)?(?:st|nd|rd|th)?", written, figure.text, count=1)
                )
        elif figure.kind == "ordinal":
            yield from (
                replaced(true, figure, word)
                for word in ("second", "third", "fourth", "fifth", "last")
                if word != figure.text.lower()
            )


def unit_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Give the same number of something else.

    Dollars for percent, millions for billions, months for years.
    """
    for figure in figures_in(true, "money", "percent"):
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", figure.text)
        if not digits:
            continue
        others = (
            (f"${digits.group()} million", f"{digits.group()} dollars")
            if figure.kind == "percent"
            else (f"{digits.group()} percent", f"{digits.group()} tons")
        )
        yield from (replaced(true, figure, other) for other in others)
        for scale, other in _SCALES:
            if re.search(rf"\b{scale}\b", figure.text):
                yield replaced(true, figure, re.sub(rf"\b{scale}\b", other, figure.text))
        if "$" in figure.text:
            yield from (replaced(true, figure, figure.text.replace("$", sign)) for sign in "€¥£")
    words = body(true)
    for figure in find_figures(words):
        unit_match = re.match(rf"[\s-](?:{'|'.join(_UNITS)})\b", words[figure.end :])
        if unit_match:
            for unit in _UNITS:
                if unit.endswith("s") == unit_match.group().endswith("s") and unit not in unit_match.group():
                    yield with_body(
                        true,
                        words[: figure.end]
                        + unit_match.group()[0]
                        + unit
                        + words[figure.end + unit_match.end() :],
                    )


def date_swapped(true: Statement, document: Document) -> Iterator[Statement]:
    """Put another day, month, year or decade, the document's own ones among them."""
    for figure in figures_in(true, "day", "year", "decade", "month"):
        if figure.kind == "day":
            yield from (
                replaced(true, figure, other)
                for other in (
                    "August 11",
                    "August 31",
                    "September 13",
                    "September 1",
                    "July 4",
                    "October 3",
                    "August 3",
                    "December 1",
                )
            )
        elif figure.kind == "month":
            yield from (replaced(true, figure, month.title()) for month in (MONTHS[2], MONTHS[6], MONTHS[11]))
        elif figure.kind == "year":
            years = {"2015", "2023", "2024", "2025"} - {figure.value}
            yield from (
                replaced(true, figure, year)
                for year in [*sorted(years), "2012", "2018", "2019", "2021", "1995"]
            )
        else:
            decade = figure.text.split()[-1]
            yield from (
                replaced(true, figure, other)
                for other in (
                    f"mid {decade}",
                    "late 1990s",
                    "early 2000s",
                    "late 1970s",
                    "early 1960s",
                    "mid 2000s",
                )
                if other != figure.text
            )
