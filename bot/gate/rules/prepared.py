"""What was prepared is held to its figures and names once more, whatever its words are.

Whoever prepared a sentence has compared it with its passages; these rules read no words, so that they do not
take a synonym for an invention.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.gate.metonym import country_led_by
from bot.gate.rules.name import names_of
from bot.gate.verdict import CheckedStatement
from bot.statement.attribution import attribution_in
from knowledge.figures import Figure
from knowledge.names import Name, same_name
from knowledge.sentence_analysis import Reading, read

LONGEST_TITLE = 10  # words
COUNTED = 10  # as far as small numbers in words count what a sentence itself lists: "two wars", "third, …"
_ENDINGS = ("s", "n", "an", "ns", "ans", "'s")  # of one name: Asia, Asian; Apache, Apaches


def figures_given(case: CheckedStatement) -> str | None:
    """Check that every figure of the sentence stands in a cited passage."""
    return _strange_figure(case, case.cited)


def names_given(case: CheckedStatement) -> str | None:
    """Check that every name of the sentence stands in a cited passage, or is meant by a word there."""
    there = [name for passage in case.passages for name in names_of(passage, case.document)]
    return _strange_name(case, there, "the cited passages do")


def figures_known(case: CheckedStatement) -> str | None:
    """Check that the document has every figure of the sentence."""
    return _strange_figure(case, case.index.readings)


def names_known(case: CheckedStatement) -> str | None:
    """Check that the document has every name of the sentence; a critique may miss one."""
    if case.statement.kind == "critique" and read(case.statement.text).negations:
        return None
    there = [name for reading in case.index.readings for name in reading.names]
    return _strange_name(case, there, "the document does")


def reasons(case: CheckedStatement) -> str | None:
    """Check that reasoning of the bot's own stands in an argument, and is not given as the op-ed's."""
    if case.stance is None and case.statement.side is None:
        return "reasoning of my own belongs in an argument"
    return own_reasoning(case)


def own_reasoning(case: CheckedStatement) -> str | None:
    """Check that reasoning of the bot's own is not given as the op-ed's."""
    if case.statement.cites or attribution_in(case.statement.text):
        return "reasoning of my own is not the op-ed's"
    return None


def titled(case: CheckedStatement) -> str | None:
    """Check that a title is a few words that lead on to what is said under it, and no sentence of its own."""
    text = case.statement.text
    if case.statement.cites:
        return "a title cites nothing"
    if len(text.split()) > LONGEST_TITLE or text.endswith(("?", ".", "!")) or attribution_in(text):
        return "a title is a few words, not a sentence"
    return None


def _strange_figure(case: CheckedStatement, readings: Sequence[Reading]) -> str | None:
    there = [(reading, figure) for reading in readings for figure in reading.figures]
    own = read(case.statement.text)
    for stated in own.figures:
        if any(_same_figure(stated, figure) for _, figure in there):
            continue
        if _counts(stated) and not any(
            figure.kind == stated.kind
            and _counts(figure)
            and counted(own, stated) == counted(reading, figure)
            for reading, figure in there
        ):
            continue
        return f"the passages do not give {stated.text}"
    return None


def _same_figure(stated: Figure, figure: Figure) -> bool:
    number_and_ordinal = {stated.kind, figure.kind} == {"number", "ordinal"}
    return stated.same(figure) or (number_and_ordinal and stated.value == figure.value)


def _counts(figure: Figure) -> bool:
    """Tell whether it is a small number in words, as one counts things that are named beside it."""
    return figure.kind in ("number", "ordinal") and figure.text.isalpha() and float(figure.value) <= COUNTED


def counted(reading: Reading, figure: Figure) -> str:
    """Return the stem of the word behind a figure: what it counts."""
    return next((word.stem for word in reading.words if word.start >= figure.end), "")


def _strange_name(case: CheckedStatement, there: Sequence[Name], says: str) -> str | None:
    for stated in read(case.statement.text).names:
        if (
            stated.certain
            and not any(same_as_named(stated, name) for name in there)
            and not stands_for_leader(stated, there, case)
        ):
            return f"{says} not name {stated.text}"
    return None


def same_as_named(stated: Name, name: Name) -> bool:
    """Tell whether the two name the same, also within an event's name and with another ending.

    "Vietnam" is named by "the Vietnam War". A word that opens the sentence may have run into a name.
    """
    opened = stated.key.partition(" ")[2] if stated.start == 0 else ""
    keys = [key for key in (stated.key, stated.text.lower(), opened) if key]
    return any(
        same_name(key, name.key)
        or set(key.split()) <= set(name.key.split())
        or any(key + ending == name.key or name.key + ending == key for ending in _ENDINGS)
        for key in keys
    )


def stands_for_leader(stated: Name, there: Sequence[Name], case: CheckedStatement) -> bool:
    """Tell whether a country stands for its government, whose head the passages name."""
    return stated.place and any(
        country_led_by(person) == stated.key
        and any(same_name(person.name.lower(), name.key) for name in there)
        for person in case.people
    )
