"""Take a report apart for a corruption, and put it together again: frame, body, figures."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.statement import Statement
from knowledge.figures import Figure, find_figures

FRAME = "The op-ed says that "
_LEAD = re.compile(
    r"^(?:The op-ed (?:also )?[a-z]+(?: also| out)? that "
    r"|It [a-z]+ that |According to the op-ed, |By the op-ed's own account, )"
)


def lead(true: Statement) -> str:
    """Return the words that attribute the sentence to the op-ed."""
    match = _LEAD.match(true.text)
    return match.group() if match else ""


def body(true: Statement) -> str:
    """Return the sentence without the words that attribute it."""
    return true.text[len(lead(true)) :]


def with_body(true: Statement, body: str) -> Statement:
    """Return the body as the same speaker's word."""
    return replace(true, text=lead(true) + body if lead(true) else body[:1].upper() + body[1:])


def figures_in(true: Statement, *kinds: str) -> list[Figure]:
    """Return the figures of those kinds in the whole sentence."""
    return [figure for figure in find_figures(true.text) if figure.kind in kinds]


def replaced(true: Statement, figure: Figure, text: str) -> Statement:
    """Return the statement with `text` in the place of the figure."""
    return replace(true, text=true.text[: figure.start] + text + true.text[figure.end :])
