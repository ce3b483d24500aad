"""The passages for a statement that cites none: those that carry it, if there are any."""

from __future__ import annotations

from dataclasses import replace

from bot.gate.verdict import CheckedStatement, Stance
from bot.statement import Statement
from knowledge.document import Document

_NEAR = 3  # passages that are tried, alone and in pairs with the best one


def candidates(
    statement: Statement, document: Document, stance: Stance | None = None
) -> tuple[Statement, ...]:
    """Return the statement with the citations that come into question, the likeliest first.

    A weighing needs two.
    """
    case = CheckedStatement(statement, (), document, stance)
    words = case.body.content
    told = {
        passage.id: share
        + 0.2 * sum(any(name.same(other) for other in reading.names) for name in case.body.names)
        for passage, reading, share in zip(
            document.passages, case.index.readings, case.index.coverages(words), strict=True
        )
        if words and share
    }
    near = sorted(told, key=lambda number: -told[number])[:_NEAR]
    pairs = [tuple(sorted((near[0], other))) for other in near[1:]]
    alone = [] if statement.kind == "weighing" else [(number,) for number in near]
    return tuple(replace(statement, cites=cites) for cites in (*alone, *pairs))
