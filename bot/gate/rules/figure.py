"""Numbers, sums, shares and dates stand in the cited passages, and in the same place."""

from __future__ import annotations

from bot.gate.rules.slots import better_filled
from bot.gate.verdict import CheckedStatement


def figure(case: CheckedStatement) -> str | None:
    """Check that every figure of the sentence stands in a cited passage."""
    there = [figure for reading in case.cited for figure in reading.figures]
    for figure in case.body.figures:
        if not any(figure.same(other) for other in there):
            alike = list(dict.fromkeys(other.text for other in there if other.kind == figure.kind))
            if alike:
                return f"the passage says {' and '.join(alike)}, the statement {figure.text}"
            return f"the cited passages do not give {figure.text}"
    return None


def given_too_often(case: CheckedStatement) -> str | None:
    """Check that no figure stands more often in the sentence than in its passages.

    It would fill another's place.
    """
    there = [figure for reading in case.cited for figure in reading.figures]
    for stated in case.body.figures:
        uses = sum(stated.same(other) for other in case.body.figures)
        if uses > 1 and uses > sum(stated.same(other) for other in there):
            return f"the cited passages give {stated.text} fewer times than the statement does"
    return None


def figure_place(case: CheckedStatement) -> str | None:
    """Check that a figure is said of the same thing as in the passage.

    Not 2023 for 2024 where the passage has both.
    """
    for stated in case.body.figures:
        others = [
            other
            for reading in case.cited
            for other in reading.figures
            if other.kind == stated.kind and not stated.same(other)
        ]
        better = better_filled(case.body, stated, case.cited, others)
        if better:
            return f"the passage says {better} there, the statement {stated.text}"
    return None
