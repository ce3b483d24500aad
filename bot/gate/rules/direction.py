"""No negation and no direction is flipped."""

from __future__ import annotations

from bot.gate.verdict import CheckedStatement
from knowledge.contrast import direction_flipped, negation_flipped, opposite_of, said
from knowledge.sentence_analysis import Reading

_PRONOUNS = frozenset(["he", "she", "it", "they", "this", "these", "those", "that"])


def negation(case: CheckedStatement) -> str | None:
    """Check that what the sentence denies is denied in the passages, and the other way round."""
    return negation_flipped(case.body, case.cited)


def direction(case: CheckedStatement) -> str | None:
    """Check that what goes up in the passage does not go down in the sentence, for every pair of poles."""
    wider = _with_antecedents(case)
    for pole in case.body.poles:
        word = case.body.words[pole.index]
        if (
            not word.stop and not said(word, wider) and not _same_way(case.body, pole.index, case)
        ):  # what can turn a sentence round must be carried
            turned = opposite_of(word, case.body, case.cited)
            return (
                f"the passage says {turned}, the statement {word.text}"
                if turned
                else f"the cited passages do not say {word.text}"
            )
    return direction_flipped(case.body, case.cited)


def _same_way(body: Reading, index: int, case: CheckedStatement) -> bool:
    """Tell whether a passage goes the same way in other words and none goes the other.

    As "increase" for "higher".
    """
    mine = {(pole.pair, pole.up) for pole in body.poles if pole.index == index}
    there = {(pole.pair, pole.up) for reading in case.cited for pole in reading.poles}
    return bool(mine & there) and not {(pair, not up) for pair, up in mine} & there


def _with_antecedents(case: CheckedStatement) -> tuple[Reading, ...]:
    """Return the cited passages, each that opens with a pronoun behind the passage before it.

    That one says who is meant.
    """
    before = [
        case.index.readings[passage.id - 2]
        for passage in case.passages
        if passage.id > 1 and passage.text.split(" ", 1)[0].lower() in _PRONOUNS
    ]
    return (*case.cited, *before)
