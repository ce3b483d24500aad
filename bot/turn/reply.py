"""A reply: the statements that passed, what was withheld and why, and the evidence behind both."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from bot.debate.state import Debate, Round
from bot.evidence.gather import Evidence
from bot.gate import Verdict
from bot.models.usage import Usage
from bot.request.history import Exchange
from bot.request.plan import Plan
from bot.statement import Statement
from bot.statement.layout import in_lines
from knowledge.document import Passage


@dataclass(frozen=True, slots=True)
class Withheld:
    """A statement that the gate refused."""

    statement: Statement
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Mending:
    """A statement was refused and is being written again; `after` statements are shown before its place."""

    after: int


@dataclass(frozen=True)
class Reply:
    """What came of a turn. Counts and status are derived, so they cannot contradict the statements.

    `usage` says what a model was used for in writing, `checking` in judging, `failure` why it did not write
    all of the reply; `prompts` is the hash of what it was told. `round` is what a turn of a debate had to
    bring, `debate` the debate after it.
    """

    plan: Plan
    evidence: Evidence
    writer: str
    statements: tuple[Statement, ...] = ()
    withheld: tuple[Withheld, ...] = field(default=())
    usage: Usage | None = None
    failure: str = ""
    prompts: str = ""
    round: Round | None = None
    debate: Debate | None = None
    checking: Usage | None = None

    @property
    def abstained(self) -> bool:
        """Whether the reply says that the op-ed does not tell, or makes no claim about it at all."""
        prepared = self.evidence.prepared
        if prepared.absent if prepared else self.evidence.thin:
            return True
        return all(statement.kind == "link" for statement in self.statements)

    @property
    def spent(self) -> Usage | None:
        """What models were used for in all: in writing and in judging."""
        if self.usage and self.checking:
            return self.usage + self.checking
        return self.usage or self.checking

    @property
    def withheld_count(self) -> int:
        """How many sentences were not shown."""
        return len(self.withheld)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage that a shown statement cites, in reading order."""
        numbers = sorted({number for statement in self.statements for number in statement.cites})
        return tuple(self.evidence.topic.document.passage(number) for number in numbers)

    @property
    def exchange(self) -> Exchange:
        """What later questions may lean on."""
        question = self.plan.question
        words = " ".join(statement.text for statement in self.statements)
        return Exchange(
            question.text,
            words,
            self.plan.mode,
            self.plan.side,
            tuple(passage.id for passage in self.passages),
        )

    @property
    def text(self) -> str:
        """What a person reads, with citation marks."""
        return in_lines(self.statements)
