"""The prepared answer that a message asks for, where it is sure enough which one that is."""

from __future__ import annotations

from typing import Protocol

from bot.request.form import without_form
from bot.request.language import ENGLISH
from bot.request.question import Question
from knowledge.playbook import Answer
from knowledge.wordings import Match


class Matches(Protocol):
    """What finds prepared answers by what a message means."""

    def match(self, message: str) -> Match | None:
        """Return the answer that the message comes nearest to; None where there is none at all."""
        ...


def prepared_answer(question: Question, wordings: Matches | None) -> Answer | None:
    """Return the answer prepared for a question; None where none is surely meant, or it was told before.

    Words that ask for a form alone are looked for as they stand.
    """
    if wordings is None or question.mode != "ask" or question.language != ENGLISH:
        return None
    match = wordings.match(without_form(question.text) or question.text)
    if match is None or not match.sure:
        return None
    told = frozenset(number for sentence in match.answer.full for number in sentence.cites)
    return None if told <= question.known else match.answer
