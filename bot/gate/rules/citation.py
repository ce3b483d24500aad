"""Citations exist, and every cited passage adds something."""

from __future__ import annotations

from bot.gate.verdict import CheckedStatement
from bot.statement.attribution import WHOLE_QUOTATION
from knowledge.coverage import carried


def citation(case: CheckedStatement) -> str | None:
    """Check that a statement of a kind that needs a source cites passages that are there."""
    cites = case.statement.cites
    if not cites:
        return "it cites no passage"
    found = {passage.id for passage in case.passages}
    for number in cites:
        if number not in found:
            return f"there is no passage [{number}]"
    if len(set(cites)) < len(cites):
        return "it cites a passage twice"
    return None


def existing(case: CheckedStatement) -> str | None:
    """Check that every passage that is cited is there; a statement may cite none."""
    return citation(case) if case.statement.cites else None


def idle_citation(case: CheckedStatement) -> str | None:
    """Check that no passage is cited that has nothing to do with the sentence.

    Where a sentence has names alone, as "Yes, Virginia, there is a Santa Claus" has, one of them is enough.
    """
    body = case.body
    if not body.content and WHOLE_QUOTATION.search(case.statement.text):
        return None  # "It should.": that the words stand there is another rule's question
    for passage, reading in zip(case.passages, case.cited, strict=True):
        shares_word = any(carried(word, (reading,)) for word in body.content)
        shares_figure = any(figure.same(other) for figure in body.figures for other in reading.figures)
        shares_name = not body.content and any(
            name.same(other) for name in body.names for other in reading.names
        )
        if not (shares_word or shares_figure or shares_name):
            return f"passage [{passage.id}] says nothing about this"
    return None
