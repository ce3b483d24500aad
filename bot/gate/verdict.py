"""What the gate says of a statement, and what a rule gets to see of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from bot.statement import Statement
from bot.statement.attribution import unattributed
from knowledge.argument_map import NamedPerson, Side
from knowledge.coverage import DocumentIndex, index_of
from knowledge.document import Document, Passage
from knowledge.sentence_analysis import Reading, read


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a statement may be shown; `reason` is a sentence for the reader, `rule` the rule that spoke."""

    passed: bool
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stance:
    """The side that a reply argues, and the passages that help only the other side."""

    side: Side
    other_side: frozenset[int] = frozenset()


@dataclass(frozen=True)
class CheckedStatement:
    """A statement before the gate, with all that its rules look at.

    `heard` are the words of the reader, which a reply may take up.
    """

    statement: Statement
    passages: tuple[Passage, ...]
    document: Document
    stance: Stance | None = None
    people: tuple[NamedPerson, ...] = ()
    heard: str = ""

    @cached_property
    def body(self) -> Reading:
        """The sentence without the words that attribute it to the op-ed."""
        said, text = self.statement.text, unattributed(self.statement.text)
        return read(
            f"that {text.strip()}" if text != said and said.endswith(text) else text.strip()
        )  # a capital is now a name's

    @cached_property
    def cited(self) -> tuple[Reading, ...]:
        """The cited passages, read."""
        return tuple(read(passage.text) for passage in self.passages)

    @cached_property
    def index(self) -> DocumentIndex:
        """The whole document, read."""
        return index_of(self.document)


Rule = Callable[[CheckedStatement], str | None]
