"""Whether a figure follows from others: rounded, or by one step of arithmetic.

"Nearly $13 billion" from $12.8 billion, "23 years" from 1967 and 1990, "$3.2 billion a year" from a sum over
four years. That the step makes sense is for whoever judges the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from knowledge.figures import Figure

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
MOST = 24  # figures that are combined
YEARLY = (12.0, 52.0, 365.0)  # months, weeks and days of what is told for a year, or the other way round


def amount(figure: Figure) -> float:
    """Return the number of a figure, whatever it counts; 0 for dates and where there is none."""
    if figure.kind in ("day", "month", "decade"):
        return 0.0
    found = _NUMBER.match(figure.value)
    return abs(float(found.group())) if found else 0.0


def derived(stated: Figure, given: Sequence[Figure]) -> bool:
    """Tell whether a figure is one of the given ones, or comes of two of them, as exactly as it is stated."""
    told, digits = amount(stated), _significant(stated)
    if not told or stated.kind not in ("number", "money", "percent"):
        return False
    amounts = [amount(figure) for figure in given[:MOST]]
    shares = [amount(figure) / 100 for figure in given[:MOST] if figure.kind == "percent"]
    bare = [_bare(figure) for figure in given[:MOST]] if stated.kind == "number" else []
    return any(_rounded(value, digits) == told for value in (*amounts, *bare, *_combined(amounts, shares)))


def _combined(amounts: Sequence[float], shares: Sequence[float]) -> Iterator[float]:
    for first, second in permutations([value for value in amounts if value], 2):
        yield first + second
        yield first - second
        yield first / second
        yield first * second
        yield 100 * first / second
        yield 100 * abs(first / second - 1)  # a rise or a fall
    for share in shares:
        yield 1 + share
        for value in amounts:
            before = value / (1 + share)  # a rise by that share
            yield from (value * share, value * (1 + share), value * (1 - share), before, value - before)
    for value in amounts:
        for many in YEARLY:
            yield from (value * many, value / many)


def _bare(figure: Figure) -> float:
    """Return the number of a figure without its scale: 66 of "$66 billion"."""
    digits = _DIGITS.search(figure.text)
    return float(digits.group().replace(",", "")) if digits else 0.0


def _significant(figure: Figure) -> int:
    """Return how many digits of a figure count: of 5,000 one, of 12.8 three, of one in words two."""
    digits = _DIGITS.search(figure.text)
    if digits is None:
        return 2
    said = digits.group().replace(",", "")
    return max(1, len(said.replace(".", "").lstrip("0") if "." in said else said.strip("0")))


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")
