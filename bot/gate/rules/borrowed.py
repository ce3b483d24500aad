"""No passage is cited only to lend a figure or a name that it gives to something else."""

from __future__ import annotations

from bot.gate.rules.name import names_of
from bot.gate.verdict import CheckedStatement
from knowledge.figures import Figure
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, Word

_BESIDE = 4  # words from a figure or name to the nearest one of content in the statement
_NEAR = 10  # and in the passage that gives it
_JOINING = frozenset("and or but although though while which who whom whose that because if when".split())


def loan(case: CheckedStatement) -> str | None:
    """Check that a figure or name which only some passages give has a word beside it that it has there."""
    if len(case.cited) < 2:
        return None
    body = case.body
    fillers: list[Figure | Name] = [*body.figures, *(name for name in body.names if name.certain)]
    for stated in fillers:
        giving = [_gives(case, number, stated) for number in range(len(case.cited))]
        if all(giving) or not any(giving):
            continue
        lenders = [reading for reading, gives in zip(case.cited, giving, strict=True) if gives]
        others = [reading for reading, gives in zip(case.cited, giving, strict=True) if not gives]
        neighbours = [
            word for word in _beside(body, stated) if any(_has(word, reading) for reading in case.cited)
        ]
        if neighbours and not any(
            _stands(word, reading, stated, others) for word in neighbours for reading in lenders
        ):
            return f"passage [{case.passages[giving.index(True)].id}] gives {stated.text} for something else"
    return None


def _gives(case: CheckedStatement, number: int, stated: Figure | Name) -> bool:
    """Tell whether a cited passage gives the figure, or the name, in words or by a pronoun."""
    if isinstance(stated, Figure):
        return any(stated.same(other) for other in case.cited[number].figures)
    return any(stated.same(other) for other in names_of(case.passages[number], case.document))


def _beside(body: Reading, stated: Figure | Name) -> list[Word]:
    """Return the nearest words of content on either side of a figure or name.

    In the same clause where there are any.
    """
    words = [word for word in body.words if not stated.start <= word.start < stated.end]
    content = {word.index for word in body.content}
    within: list[Word] = []
    beyond: list[Word] = []
    for side in (
        [word for word in words if word.start < stated.start][::-1][:_BESIDE],
        [word for word in words if word.start >= stated.end][:_BESIDE],
    ):
        cut = next((n for n, word in enumerate(side) if word.text.lower() in _JOINING), len(side))
        nearest = next((word for word in side[:cut] if word.index in content), None)
        if nearest:
            low, high = sorted((stated.start, nearest.start))
            (beyond if any(mark in body.text[low:high] for mark in ",;:") else within).append(nearest)
    return within or beyond


def _stands(word: Word, lender: Reading, stated: Figure | Name, others: list[Reading]) -> bool:
    """Tell whether the lender has the word.

    Anywhere where it alone has it, near the figure or name where the other passages have it, too.
    """
    if not any(_has(word, reading) for reading in others):
        return _has(word, lender)
    if isinstance(stated, Figure):
        starts = [figure.start for figure in lender.figures if stated.same(figure)]
    else:
        starts = [name.start for name in lender.names if stated.same(name)]
    if not starts:
        return _has(word, lender)  # named by a pronoun
    places = [sum(other.start < start for other in lender.words) for start in starts]
    return any(
        word.carries(other) and abs(other.index - place) <= _NEAR
        for other in lender.words
        for place in places
    )


def _has(word: Word, reading: Reading) -> bool:
    return any(word.carries(other) for other in reading.words)
