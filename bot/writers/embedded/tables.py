"""Replies as tables: the points of an answer, a side's claims with what meets them, both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.statement import Fixed, as_prepared
from bot.writers import Draft
from bot.writers.embedded.speech_length import leans
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Block, Playbook, PreparedSentence

ROWS = 4  # where no number is named
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


def rebuttals(playbook: Playbook, side: Side, count: int | None) -> tuple[Draft, ...]:
    """Return a side's answers to what the other one claims, claim by claim; () where it has no case."""
    opposed = playbook.cases.of(other_side(side))
    if opposed is None:
        return ()
    left = [block for block in playbook.blocks if block.side == other_side(side)]
    rows: list[Draft] = []
    for one in opposed.contentions[: count or ROWS]:
        block = max(left, key=lambda block: _shared(block.cites, one.cites), default=None)
        if block is None:
            break
        left.remove(block)
        claim, answer = as_prepared(one.claim[0]), as_prepared(_alone(block))
        rows += [replace(claim, layout="row", concession=True), replace(answer, layout="cell")]
    return (CLAIMS[other_side(side)], REBUTTAL, *rows)


def _alone(block: Block) -> PreparedSentence:
    """Return the first sentence of a block's answers that reports or criticises and leans on none."""
    said = [one for answer in block.answers for one in answer.says if one.cites]
    return next((one for one in said if not leans(one.text)), block.answers[0].says[0])


def _shared(these: frozenset[int], those: frozenset[int]) -> float:
    return len(these & those) / len(these | those or {0})


def both_in_rows(pros: Sequence[PreparedSentence], cons: Sequence[PreparedSentence]) -> Iterator[Draft]:
    """Yield both sides side by side."""
    yield from (FOR, AGAINST)
    for pro, con in zip(pros, cons, strict=False):
        yield replace(as_prepared(pro), layout="row")
        yield replace(as_prepared(con), layout="cell")
