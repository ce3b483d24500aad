"""Figures of a statement in a language that the rules do not read: its digits stand in the cited passages."""

from __future__ import annotations

import re

from bot.gate.verdict import CheckedStatement

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def digits(case: CheckedStatement) -> str | None:
    """Check that every figure in digits stands in the cited passages, however its thousands are marked."""
    there = {_value(figure) for passage in case.passages for figure in _FIGURE.findall(passage.text)}
    for figure in _FIGURE.findall(case.statement.text):
        if _value(figure) not in there:
            return f"the cited passages do not give {figure}"
    return None


def _value(figure: str) -> str:
    """Return a figure without marks between its thousands; its decimals are told by their number."""
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", figure).replace(",", ".")
