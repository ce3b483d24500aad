"""How the sentences of a reply stand as plain text: run on, in paragraphs, in lists, under titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.statement import Layout, Statement
from bot.statement.marking import following

_POINT = re.compile(r"- |\d+\. ")
_BEHIND: dict[Layout, Layout] = {"run on": "paragraph", "line": "paragraph"}  # what stands behind a table
_ROW = "| "  # how a line of a table begins


def added(before: str, statement: Statement) -> str:
    """Return what a statement adds to the text before it: the space or lines between, its mark and its words.

    What follows a title begins a line of its own.
    """
    if statement.layout == "row":
        return f"{_before_row(before)}|{_in_cells(statement)}"
    if statement.layout == "cell":
        return _in_cells(statement)
    if _last_line(before).startswith(_ROW):
        before += "\n"
        return "\n" + added(
            before, replace(statement, layout=_BEHIND.get(statement.layout, statement.layout))
        )
    if statement.layout == "title":
        return f"{_lines(before, 2)}{_numbered(statement)}\n"
    if statement.layout == "bullet":
        return f"{_before_point(before)}- {_lead(statement)}"
    if statement.layout == "number":
        return f"{_before_point(before)}{_numbered(statement)}"
    if statement.layout in ("line", "paragraph"):
        return f"{_lines(before, 1 if statement.layout == 'line' else 2)}{statement.marked}"
    return following(before, statement.marked)


def in_lines(statements: Iterable[Statement]) -> str:
    """Return the statements as one text with its lines."""
    text = ""
    for statement in statements:
        text += added(text, statement)
    return text.strip("\n")


def _before_row(before: str) -> str:
    """Return the line ends before a row of a table, and the line that parts its heads from the others."""
    last = _last_line(before)
    if not last.startswith(_ROW):
        return _lines(before, 2)
    heads = not before.rstrip("\n").rpartition("\n")[0].rpartition("\n")[2].startswith("|")
    return f"\n|{' --- |' * (last.count(' |'))}\n" if heads else "\n"


def _in_cells(statement: Statement) -> str:
    *others, last = statement.cells
    cells = (*others, replace(statement, text=last).marked)
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return "".join(f" {cell} |" for cell in escaped)


def _last_line(text: str) -> str:
    return text.rpartition("\n")[2]


def _before_point(before: str) -> str:
    """Return the line ends before a point of a list: a list is a paragraph of its own."""
    goes_on = _POINT.match(before.rsplit("\n", 1)[-1]) is not None
    return _lines(before, 1 if goes_on else 2)


def _lines(before: str, most: int) -> str:
    """Return the line ends that are still missing."""
    there = len(before) - len(before.rstrip("\n"))
    return "\n" * max(0, most - there) if before else ""


def _numbered(statement: Statement) -> str:
    return f"{statement.number}. {_lead(statement)}" if statement.number else _lead(statement)


def _lead(statement: Statement) -> str:
    return f"{statement.marked}:" if statement.leads else statement.marked
