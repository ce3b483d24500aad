"""The prepared answer that a message asks for, where it is sure enough which one that is."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from bot.evidence.gather import AMOUNTS, DATES
from bot.request.form import without_form
from bot.request.language import ENGLISH
from bot.request.question import Question
from knowledge.names import find_names
from knowledge.playbook import Answer
from knowledge.sentence_analysis import Reading, read
from knowledge.wordings import Match


class Matches(Protocol):
    """What finds prepared answers by what a message means."""

    def match(self, message: str) -> Match | None:
        """Return the answer that the message comes nearest to; None where there is none at all."""
        ...


def prepared_match(question: Question, wordings: Matches | None) -> Match | None:
    """Return the answer prepared for a question; None where none is surely meant, or it was told before.

    Words that ask for a form alone are looked for as they stand.
    """
    if wordings is None or question.mode != "ask" or question.language != ENGLISH:
        return None
    match = wordings.match(without_form(question.text) or question.text)
    if match is None or not match.sure or not _bears_on(question, match.answer):
        return None
    told = frozenset(number for sentence in match.answer.full for number in sentence.cites)
    return None if told <= question.known else match


def _bears_on(question: Question, answer: Answer) -> bool:
    """Tell whether the answer knows each name and figure of the question, and has what it wants or denies it.

    Questions that differ in one of them alone are near each other, and have different answers.
    """
    asked, known = question.reading, [*_readings(answer), *map(read, answer.asks)]
    names = [name for words in answer.asks for name in find_names(words)]
    names += [name for reading in known for name in reading.names]
    figures = [figure for reading in known for figure in reading.figures]
    return (
        all(any(name.same(other) for other in names) for name in asked.names if name.certain)
        and all(any(figure.same(other) for other in figures) for figure in asked.figures)
        and (question.wants == "anything" or _has_wanted(question, _readings(answer)))
    )


def _has_wanted(question: Question, readings: tuple[Reading, ...]) -> bool:
    kinds = AMOUNTS if question.wants == "amount" else DATES
    return any(
        reading.negations or any(figure.kind in kinds for figure in reading.figures) for reading in readings
    )


@lru_cache(maxsize=256)
def _readings(answer: Answer) -> tuple[Reading, ...]:
    return tuple(read(sentence.text) for sentence in answer.sentences())
