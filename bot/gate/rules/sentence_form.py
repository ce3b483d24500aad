"""The shape of each kind: one sentence, a question asks, a weighing is conditional, a link says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import regex

from bot.gate.rules.name import is_name, names_of, strange_part
from bot.gate.rules.quotation import quotes_whole
from bot.gate.verdict import CheckedStatement
from knowledge.coverage import carried
from knowledge.names import Name
from knowledge.sentence_analysis import read
from knowledge.sentences import sentence_spans

BLANK = re.compile(r"\[[^\]\d\s]+(?: [^\]\d\s]+)?\]")  # "[Your name]", for the reader to fill in
_CONDITIONAL = re.compile(r"\b(?:would|if|whoever|who ranks|whether|depends?)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:how|what|why|which|when|where|who|whom|whose|is|are|does|do|did|would|could|should|might|may"
    r"|has|have|can|will)\b",
    re.IGNORECASE,
)
_SECOND = regex.compile(r"(?:[.!?][\"”’»)]*\s+|[。！？؟।]\s*)[\p{Lu}\p{Lo}“\"]\w+\s")
_INITIAL = regex.compile(r"\bU\.S\.|\b\p{Lu}\.")
_FOREIGN_AT_MOST = 0.5  # of the content words of a question or weighing may be ones that the document lacks


def single(case: CheckedStatement) -> str | None:
    """Check that a statement is one sentence: a second one would have no citation of its own.

    A passage in quotation marks, whole, is one, whatever speech stands in it.
    """
    text = case.statement.text.strip()
    if not text:
        return "it is empty"
    if quotes_whole(case):
        return None
    if len(sentence_spans(text)) > 1 or _SECOND.search(_INITIAL.sub("", text)):
        return "it is more than one sentence"
    return None


def asks(case: CheckedStatement) -> str | None:
    """Check that a question ends in a question mark and brings in no name, figure or subject of its own."""
    text = case.statement.text
    if not text.endswith("?") or not _ASKS.search(text):
        return "it is not a question"
    return _foreign(case)


def weighs(case: CheckedStatement) -> str | None:
    """Check that a weighing cites both sides, speaks in the conditional and brings in nothing new."""
    if len(case.statement.cites) < 2:
        return "a weighing cites both sides"
    if not _CONDITIONAL.search(case.statement.text):
        return "a weighing speaks in the conditional"
    return _foreign(case)


def known_names(case: CheckedStatement) -> str | None:
    """Check that no name and no figure that the document lacks."""
    reading = read(case.statement.text)
    names = [name for other in case.index.readings for name in other.names]
    for stated in reading.names:
        if is_name(stated, case) and not any(stated.same(other) for other in names):
            return f"the document does not name {stated.text}"
    if strange := strange_part(reading, case):
        return strange
    figures = [figure for other in case.index.readings for figure in other.figures]
    for stated_figure in reading.figures:
        if not any(stated_figure.same(other) for other in figures) and stated_figure.value != "1":
            return f"the document does not give {stated_figure.text}"
    return None


def on_topic(case: CheckedStatement) -> str | None:
    """Check that every cited passage is what the sentence is about: they share a word, a name or a figure."""
    reading = read(case.statement.text)
    for passage, other in zip(case.passages, case.cited, strict=True):
        words = any(carried(word, (other,)) for word in reading.content)
        figures = any(stated.same(cited) for stated in reading.figures for cited in other.figures)
        names = any(
            stated.same(cited) for stated in reading.names for cited in names_of(passage, case.document)
        )
        if not words and not figures and not names:
            return f"passage [{passage.id}] says nothing of this"
    return None


def empty(case: CheckedStatement) -> str | None:
    """Check that a link makes no claim: it cites nothing and has only words of conversation."""
    if case.statement.cites:
        return "a link cites nothing"
    known = [name for other in case.index.readings for name in other.names]
    reading = read(BLANK.sub(lambda blank: _filled(blank.group(), known), case.statement.text))
    if reading.figures or any(name.certain for name in reading.names):
        return "a link has no name and no figure"
    strange = [
        word.text for word in reading.words if word.text.lower() not in _conversation() and not word.stop
    ]
    return f"a link makes no claim, but “{strange[0]}” would" if strange else None


def _filled(blank: str, known: Sequence[Name]) -> str:
    """Return nothing for a blank, and its words where it names somebody of the document."""
    inside = blank.strip("[]")
    return inside if any(name.same(other) for name in read(inside).names for other in known) else ""


def _foreign(case: CheckedStatement) -> str | None:
    words = read(case.statement.text).content
    new = [word for word in words if not case.index.has(word)]
    if len(new) > 1 and len(new) > _FOREIGN_AT_MOST * len(words):
        return f"it brings in “{new[0].text}”, which the document does not mention"
    return None


@cache
def _conversation() -> frozenset[str]:
    return frozenset((files(__package__) / "conversation.txt").read_text("utf-8").split())
