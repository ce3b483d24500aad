"""Shown statements graded by what they cite: what each kind of statement owes to its passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.output.schema import StatementObject, flat
from evals.bot_under_test import AnsweredCase
from evals.judges import Judge
from knowledge.document import Document
from knowledge.figures import find_figures
from knowledge.names import find_names, same_name
from knowledge.sentence_analysis import read

_POINTS_BACK = re.compile(
    r"\b(?:he|him|his|she|her|it|its|they|them|their|these|this|those|both|there)\b", re.IGNORECASE
)

_BACK = 2  # sentences

ASSERTING = "report"  # the kind of statement that asserts what its passages say


class Graded(NamedTuple):
    """A statement with the verdict on it."""

    statement: StatementObject
    carried: bool
    why: str


def statements(asked: AnsweredCase, *kinds: str) -> Iterator[StatementObject]:
    """Yield all shown statements of those kinds, of every reply."""
    for reply in asked.replies:
        yield from (statement for statement in reply["statements"] if statement["kind"] in kinds)


def cited(asked: AnsweredCase, statement: StatementObject) -> list[str]:
    """Return the passages that a statement cites, in its order, each as a reader understands it in its place.

    One that points back ("his administration", "these demands") comes with the sentences before it, up to the
    first that does not: a source is read in its context (Rashkin et al. 2023, "interpretability").
    """
    document = asked.topic.document
    return [_in_place(document, number) for number in statement["cites"] if document.has(number)]


def _in_place(document: Document, number: int) -> str:
    texts = [flat(document.passage(number).text)]
    while number > 1 and len(texts) <= _BACK and _POINTS_BACK.search(texts[0]):
        number -= 1
        texts.insert(0, flat(document.passage(number).text))
    return " ".join(texts)


def graded(asked: AnsweredCase, judge: Judge) -> list[Graded]:
    """Grade every statement that owes something to its passages.

    A report must be carried by them; what argues must bear on them.
    """
    grades = []
    for statement in statements(asked, "report", "critique", "question", "weighing"):
        passages = cited(asked, statement)
        if is_prepared(asked, statement):
            grades.append(Graded(statement, carried=True, why="readers held it to its passages"))
        elif statement["kind"] == ASSERTING:
            grade = judge.grade(statement["text"], passages)
            grades.append(Graded(statement, grade.supported, grade.reason))
        else:
            fault = unfounded(statement["text"], passages, asked.topic.document)
            grades.append(Graded(statement, fault is None, fault or "it bears on its passages"))
    return grades


def is_prepared(asked: AnsweredCase, statement: StatementObject) -> bool:
    """Return whether a statement is a sentence of the playbook, with its citations, unchanged.

    A reader who had not written it held each of these to its passages, except what was reworded since; a
    judge that compares words cannot tell more.
    """
    playbook = asked.topic.playbook
    return playbook is not None and playbook.holds(statement["text"], statement["cites"])


def unfounded(text: str, passages: list[str], document: Document) -> str | None:
    """Return why a critique, question or weighing does not stand on the document, or None.

    It brings something new, or bears on nothing that it cites.
    """
    strange = foreign(text, document)
    if strange:
        return f"the document has no {strange}"
    own, theirs = read(text), [read(passage) for passage in passages]
    words = any(
        word.carries(other) or other.carries(word)
        for word in own.content
        for their in theirs
        for other in their.content
    )
    names = any(
        same_name(name.key, other.key) for name in own.names for their in theirs for other in their.names
    )
    return None if words or names else "it shares no word with the passages that it cites"


def foreign(text: str, document: Document) -> str | None:
    """Return the first figure or name of the text that the document lacks."""
    readings = [read(passage.text) for passage in document.passages]
    for figure in find_figures(text):
        if not any(figure.same(other) for reading in readings for other in reading.figures):
            return figure.text
    for name in find_names(text):
        if name.certain and not any(
            same_name(name.key, other.key) for reading in readings for other in reading.names
        ):
            return name.text
    return None


def failing(grades: list[Graded]) -> str:
    """Return what a reader must know of the statements that did not pass."""
    return " | ".join(
        f"{grade.statement['text']} {grade.statement['cites']}: {grade.why}"
        for grade in grades
        if not grade.carried
    )
