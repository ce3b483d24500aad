"""Both sides at their best: as many points each, of nearly the same length; then what they turn on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from bot.statement import Fixed, Statement, as_prepared
from bot.writers import Draft
from bot.writers.embedded.case_speech import in_shape
from bot.writers.embedded.speech_length import leans, words_in
from bot.writers.embedded.speech_shape import Shape
from bot.writers.embedded.tables import both_in_rows
from knowledge.argument_map import Side
from knowledge.playbook import Case
from knowledge.prepared_sentence import PreparedSentence

POINTS = 3  # of each side
CHOICE = 5  # of each side that are looked at
HEADS: dict[Side, Fixed] = {
    "for": Fixed("For the recommendation, at its best:", "for", layout="paragraph"),
    "against": Fixed("Against it, at its best:", "against", layout="paragraph"),
}
TURNS_ON = Fixed("What it comes down to:", layout="paragraph")
EVEN = 0.15  # by which share of its length one side may be longer than the other


def both(pro: Case, con: Case, shape: Shape) -> Iterator[Draft]:
    """Yield both sides, each in a column of its own; as prose where sentences or words are counted."""
    if (shape.sentences or shape.words or shape.layout == "prose") and pro.both_sides:
        yield from in_shape(pro.both_sides, shape)
        return
    pros, cons = even(_points(pro), _points(con), shape.points or POINTS)
    if shape.table:
        yield from both_in_rows(pros, cons)
        return
    columns: tuple[tuple[Side, Sequence[PreparedSentence]], ...] = (("for", pros), ("against", cons))
    for side, points in columns:
        yield HEADS[side]
        for number, point in enumerate(map(as_prepared, points), start=1):
            yield _in_list(replace(point, side=side), shape, number)
    if weighing := next(iter((*pro.weighing, *con.weighing)), None):
        yield TURNS_ON
        yield as_prepared(weighing)


def _in_list(point: Statement, shape: Shape, number: int) -> Statement:
    if shape.layout == "numbered":
        return replace(point, layout="number", number=number)
    return replace(point, layout="bullet")


def _points(case: Case) -> list[PreparedSentence]:
    """Return the claims of a case, each of which can be understood by itself."""
    claims = [sentence for one in case.contentions for sentence in one.claim]
    alone = [claim for claim in claims if not leans(claim.text)] or claims
    more = [one for one in case.missing_evidence if one not in alone]
    return (alone if len(alone) >= POINTS else [*alone, *more])[:CHOICE]


def even(
    pros: Sequence[PreparedSentence], cons: Sequence[PreparedSentence], most: int
) -> tuple[tuple[PreparedSentence, ...], tuple[PreparedSentence, ...]]:
    """Return as many points of each side, the first ones that are of nearly the same length."""
    count = min(most, len(pros), len(cons))

    def apart(pair: tuple[Sequence[PreparedSentence], Sequence[PreparedSentence]]) -> float:
        first, second = words_in(pair[0]), words_in(pair[1])
        return abs(first - second) / max(first, second, 1)

    pairs = [(first, second) for first in combinations(pros, count) for second in combinations(cons, count)]
    return next((pair for pair in pairs if apart(pair) <= EVEN), min(pairs, key=apart))
