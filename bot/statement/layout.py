"""How the sentences of a reply stand as plain text: run on, in paragraphs, in lists, under titles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.statement import Statement
from bot.statement.marking import following

_POINT = re.compile(r"- |\d+\. ")


def added(before: str, statement: Statement) -> str:
    """Return what a statement adds to the text before it: the space or lines between, its mark and its words.

    What follows a title begins a line of its own.
    """
    if statement.layout == "title":
        return f"{_lines(before, 2)}{_numbered(statement)}\n"
    if statement.layout == "bullet":
        return f"{_before_point(before)}- {_lead(statement)}"
    if statement.layout == "number":
        return f"{_before_point(before)}{_numbered(statement)}"
    if statement.layout == "paragraph":
        return f"{_lines(before, 2)}{statement.marked}"
    return following(before, statement.marked)


def in_lines(statements: Iterable[Statement]) -> str:
    """Return the statements as one text with its lines."""
    text = ""
    for statement in statements:
        text += added(text, statement)
    return text.strip("\n")


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
