"""Replies as tables: the points of an answer, a side's claims with what meets them, both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.statement import Fixed, as_prepared
from bot.writers import Draft
from bot.writers.embedded.exchanges import answered
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.prepared_table import Table

POINT = Fixed("What the op-ed says", layout="row")
CLAIMS: dict[Side, Fixed] = {
    "for": Fixed("The op-ed's claim", layout="row"),
    "against": Fixed("The claim against it", layout="row"),
}
REBUTTAL = Fixed("Rebuttal", layout="cell")
FOR, AGAINST = Fixed("For", layout="row"), Fixed("Against", layout="cell")


def as_rows(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the sentences of an answer as the rows of a table; what is no sentence of it stays before it."""
    headed = False
    for draft in drafts:
        if isinstance(draft, Fixed):
            yield draft
            continue
        if not headed:
            yield POINT
            headed = True
        yield replace(draft, layout="row", number=0)


def laid_in_table(table: Table) -> Iterator[Draft]:
    """Yield a prepared table: its heads, then each row behind what it is about."""
    heads, abouts = table.labels[: len(table.heads)], table.labels[len(table.heads) :]
    for place, head in enumerate(heads):
        yield replace(as_prepared(head), layout="cell" if place else "row")
    for about, row in zip(abouts, table.rows, strict=True):
        yield replace(as_prepared(about), layout="row")
        yield from (replace(as_prepared(cell), layout="cell") for cell in row.cells)


def rebuttals(playbook: Playbook, side: Side, count: int | None) -> tuple[Draft, ...]:
    """Return a side's answers to what the other one claims, claim by claim; () where it has no case."""
    rows: list[Draft] = []
    for one, answer in answered(playbook, other_side(side), count):
        claim = replace(as_prepared(one.claim[0]), layout="row", concession=True)
        rows += [claim, replace(as_prepared(answer[0]), layout="cell")]
    return (CLAIMS[other_side(side)], REBUTTAL, *rows) if rows else ()


def both_in_rows(pros: Sequence[PreparedSentence], cons: Sequence[PreparedSentence]) -> Iterator[Draft]:
    """Yield both sides side by side."""
    yield from (FOR, AGAINST)
    for pro, con in zip(pros, cons, strict=False):
        yield replace(as_prepared(pro), layout="row")
        yield replace(as_prepared(con), layout="cell")
