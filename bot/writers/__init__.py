"""What turns evidence into statements.

Every writer keeps one contract, so the gate and the front ends need not know which.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.debate.state import Round
from bot.evidence.gather import Evidence
from bot.models.usage import Usage
from bot.request.language import ENGLISH
from bot.request.model_reading import ModelReading
from bot.request.plan import Plan
from bot.request.question import Question
from bot.statement import Fixed, Statement
from knowledge.argument_map import Side
from knowledge.topic import Topic

Draft = Statement | Fixed  # a sentence for the gate, or fixed words, which need none


@dataclass(frozen=True)
class Assignment:
    """What a writer is to write about, in which language; `round` is what a turn of a debate is to bring.

    Where a message asks for several things, `parts` has an assignment for each, `evidence` is that of all.
    """

    plan: Plan
    evidence: Evidence
    round: Round | None = None
    parts: tuple[Assignment, ...] = ()
    language: str = ENGLISH

    @property
    def in_english(self) -> Assignment:
        """The same, to be written in English."""
        return replace(self, language=ENGLISH)


@dataclass(frozen=True, slots=True)
class Refused:
    """A statement that did not pass, and the sentence that says why.

    One that passed has no reason, but `leans_on`: the place of the refused one that it goes on from.
    """

    statement: Statement
    reason: str
    leans_on: int | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """What a writer makes of a refused statement; `of` is its place among those that were refused."""

    of: int
    statement: Statement


class Writer(Protocol):
    """Drafts a reply, one statement at a time, from the evidence alone.

    Where a model is used, its usage follows what it wrote. ModelError where it fails: what was given
    until then stands.
    """

    @property
    def name(self) -> str:
        """What a reply calls it."""
        ...

    @property
    def prompts(self) -> str:
        """The hash of the prompts that it writes with; "" where there are none."""
        ...

    @property
    def reads(self) -> bool:
        """Whether it understands questions in other languages than English."""
        ...

    def read(
        self, question: Question, topic: Topic, side: Side | None
    ) -> AsyncGenerator[ModelReading | Usage]:
        """Return what a model reads in a question; nothing where none reads it, or none can be asked.

        `side` is the bot's in a debate that has begun.
        """
        ...

    def draft(self, assignment: Assignment) -> AsyncGenerator[Draft | Usage]:
        """Return the statements of a reply, in reading order."""
        ...

    def mend(
        self, assignment: Assignment, refused: Sequence[Refused], drafted: Sequence[Statement]
    ) -> AsyncGenerator[Mended | Usage]:
        """Return refused statements written anew, as far as the writer can; asked for once.

        `drafted` is all that it wrote, in its order.
        """
        ...
