"""What of a turn's statements is shown: each is held to the gate, once more when it was mended, and never given twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import add
from typing import Protocol

from bot.account import Account
from bot.evidence import Evidence
from bot.gate import Stance, Verdict, check, find_citations
from bot.language import ENGLISH
from bot.plan import Plan
from bot.reply import Reply, Withheld
from bot.statement import Statement
from bot.writers import Mended, Refused, Writer
from knowledge.document import Document

Mend = Callable[[Plan, Evidence, Sequence[Refused]], Iterator[Mended | Account]]


class Checks(Protocol):
    """Judges a statement in another language than English."""

    def __call__(self, statement: Statement, document: Document, language: str) -> Verdict:
        """The verdict; what cannot be judged does not pass."""
        ...


class Showing:
    """A reply in the making."""

    def __init__(self, planned: Plan, evidence: Evidence, accounts: Sequence[Account] = (), checks: Checks | None = None) -> None:
        self._planned, self._evidence, self._checks = planned, evidence, checks
        self._stance = stance_of(planned, evidence)
        self._accounts = list(accounts)
        self._refused: list[Withheld] = []
        self._withheld: list[Withheld] = []
        self._given: set[str] = set()
        self.statements: list[Statement] = []

    @property
    def claims(self) -> bool:
        """Whether anything was shown that the op-ed says."""
        return any(statement.kind != "link" for statement in self.statements)

    @property
    def came_to_nothing(self) -> bool:
        """Whether none of what the writer wrote passed, or it wrote no statement at all."""
        return not self.claims and (bool(self._withheld) or not self._given)

    def say(self, statement: Statement) -> Statement:
        """Show the program's own words, which need no check."""
        self.statements.append(statement)
        return statement

    def judge(self, drafted: Iterable[Statement | Account]) -> Iterator[Statement]:
        """Those that pass, as they come; the others wait for being mended."""
        for one in drafted:
            if isinstance(one, Account):
                self._accounts.append(one)
                continue
            if _words(one) in self._given:
                continue
            self._given.add(_words(one))
            statement, verdict = self._checked(one)
            if verdict.passed:
                yield self.say(statement)
            else:
                self._refused.append(Withheld(statement, verdict))

    def mend(self, mend: Mend) -> Iterator[Statement | Withheld]:
        """The refused ones once more, all together; what fails again, or is not written again, is withheld."""
        refused, self._refused = self._refused, []
        waiting = dict(enumerate(refused))
        try:
            for one in mend(self._planned, self._evidence, [Refused(one.statement, one.verdict.reason) for one in refused]) if refused else ():
                if isinstance(one, Account):
                    self._accounts.append(one)
                elif one.of in waiting:
                    statement, verdict = self._checked(one.statement)
                    if not verdict.passed:
                        waiting[one.of] = Withheld(statement, verdict)
                    elif _words(statement) not in self._given:
                        self._given.add(_words(statement))
                        del waiting[one.of]
                        yield self.say(statement)
        finally:
            self._refused = list(waiting.values())
        yield from self.give_up()

    def give_up(self) -> Iterator[Withheld]:
        """Withhold what is refused and will not be mended."""
        self._withheld += self._refused
        yield from self._refused
        self._refused = []

    def untold(self, drafted: Iterable[Statement | Account]) -> Iterator[Statement | Account]:
        """Another writer's statements without those whose passages were all cited already."""
        told = {number for statement in self.statements for number in statement.cites}
        begun = self.claims
        for one in drafted:
            if isinstance(one, Statement) and begun and told.issuperset(one.cites):
                continue
            yield one

    def reply(self, writer: Writer, failure: str = "") -> Reply:
        """The whole reply; `failure` says why the writer did not write all of it."""
        account = reduce(add, self._accounts) if self._accounts else None
        return Reply(self._planned, self._evidence, writer.name, tuple(self.statements), tuple(self._withheld), account, failure, writer.prompts)

    def _checked(self, statement: Statement) -> tuple[Statement, Verdict]:
        document, language = self._evidence.topic.document, self._planned.question.language
        if self._checks and language != ENGLISH and statement.kind != "link":
            return statement, self._checks(statement, document, language)
        people = self._planned.question.names
        statement = find_citations(statement, document, self._stance, people)
        return statement, check(statement, document.passages, document, self._stance, people)


def stance_of(planned: Plan, evidence: Evidence) -> Stance | None:
    """The side that a reply is held to, with the passages that help only the other one."""
    argument_map = evidence.topic.argument_map
    if planned.side is None or argument_map is None:
        return None
    other = "against" if planned.side == "for" else "for"
    numbers = (passage.id for passage in evidence.topic.document.passages)
    return Stance(planned.side, frozenset(number for number in numbers if argument_map.side_of_passage(number) == other))


def _words(statement: Statement) -> str:
    return " ".join(statement.text.lower().split()).rstrip(".")
