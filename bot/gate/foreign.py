"""The check of statements in other languages than English.

What needs no reading by rules, the rest by a model judge. It fails closed.

The rules of the gate read English. In another language only a report can be checked: what a critique calls
absent, and what is mere conversation, a judge of passages cannot tell.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Protocol

from bot.errors import ModelError
from bot.gate.rules.citation import citation
from bot.gate.rules.plain_text import plain
from bot.gate.rules.writing_system import mixed
from bot.gate.verdict import CheckedStatement, Verdict
from bot.statement import Statement
from knowledge.document import Document

if TYPE_CHECKING:
    from bot.judge import Judgement

log = logging.getLogger(__name__)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class Judges(Protocol):
    """A judge that reads the language."""

    def ajudge(self, claim: str, passages: list[str]) -> Awaitable[Judgement]:
        """Tell whether the passages carry the claim."""
        ...


async def check_foreign(statement: Statement, document: Document, judge: Judges) -> Verdict:
    """Judge one statement in another language than English."""
    if statement.kind not in ("report", "question"):
        return Verdict(False, "language", f"a {statement.kind} can be checked in English alone")
    passages = tuple(
        document.passage(number) for number in dict.fromkeys(statement.cites) if document.has(number)
    )
    case = CheckedStatement(statement, passages, document)
    for rule in (plain, mixed, citation):
        reason = rule(case)
        if reason:
            return Verdict(False, rule.__name__, reason)
    there = {_value(figure) for passage in passages for figure in _FIGURE.findall(passage.text)}
    strange = next(
        (figure for figure in _FIGURE.findall(statement.text) if _value(figure) not in there), None
    )
    if strange:
        return Verdict(False, "figure", f"the cited passages do not give {strange}")
    try:
        found = await judge.ajudge(statement.text, [" ".join(passage.text.split()) for passage in passages])
    except ModelError as exc:
        log.warning("%s", exc)
        return Verdict(False, "judge", "the judge that reads this language does not answer")
    return Verdict(found.supported, "judge", found.reason)


def _value(figure: str) -> str:
    """Return a figure without marks between its thousands; its decimals are told by their number."""
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", figure).replace(",", ".")
