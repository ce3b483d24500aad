"""What of a turn's statements is shown: each is held to the gate, once more when it was mended, and never given twice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

from bot.debate.prepare import after, breaks, enough
from bot.evidence.gather import Evidence
from bot.gate import Stance, Verdict, check, find_citations
from bot.gate.foreign import Judges, check_foreign
from bot.models.usage import Account
from bot.request.language import ENGLISH, reply_language
from bot.statement import Fixed, Statement
from bot.turn.reply import Reply, Withheld
from bot.writers import Assignment, Draft, Mended, Refused, Writer
from knowledge.argument_map import Side, other_side

SURE = 0.8  # the learned judge's score from which on a strict reader is shown a report; 95 % of the embedded writer's reach 0.7


class CheckedReply:
    """A reply in the making."""

    def __init__(
        self,
        given: Assignment,
        accounts: Sequence[Account] = (),
        judge: Judges | None = None,
        *,
        strict: bool = False,
    ) -> None:
        self.given, self.planned, self.evidence = given, given.plan, given.evidence
        self._judge, self._strict = judge, strict
        self._stance = stance_of(given.plan.side, given.evidence)
        self._accounts = list(accounts)
        self._waiting: dict[int, Withheld] = {}
        self._withheld: list[Withheld] = []
        self._given: set[str] = set()
        self._told: frozenset[int] = frozenset()
        self.statements: list[Statement] = []

    @property
    def claims(self) -> bool:
        """Whether anything was shown that the op-ed says."""
        return any(statement.kind != "link" for statement in self.statements)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """What was refused and may be mended, in its order."""
        return tuple(Refused(one.statement, one.verdict.reason) for one in self._waiting.values())

    @property
    def came_to_nothing(self) -> bool:
        """Whether none of what the writer wrote passed, or it wrote no statement at all."""
        return not self.claims and (bool(self._waiting) or not self._given)

    def say(self, words: Fixed) -> Statement:
        """Show the program's own words."""
        return self._show(words.statement)

    async def take(self, one: Draft | Account) -> Statement | None:
        """What a writer gives: fixed words are said where they were not said before, a statement is judged, an account is kept."""
        if isinstance(one, Account):
            self._accounts.append(one)
            return None
        if isinstance(one, Statement):
            return await self.judge(one)
        if (
            self._told or _words(one) in self._given
        ):  # where another writer goes on, nothing needs to be introduced again
            return None
        self._given.add(_words(one))
        return self.say(one)

    async def judge(self, one: Statement) -> Statement | None:
        """A drafted statement, where it passes and was not given before; else it waits for being mended."""
        if _words(one) in self._given or (self._told and self._told.issuperset(one.cites)):
            return None
        if self.given.round and enough(one, self.given.round, self.statements):
            return None
        self._given.add(_words(one))
        statement, verdict = await self._checked(one)
        if verdict.passed:
            return self._show(statement)
        self._waiting[len(self._waiting)] = Withheld(statement, verdict)
        return None

    async def judge_again(self, one: Mended | Account) -> Statement | None:
        """A mended statement, where it passes; what fails again takes the place of what failed before."""
        if isinstance(one, Account):
            self._accounts.append(one)
            return None
        if one.of not in self._waiting:
            return None
        statement, verdict = await self._checked(one.statement)
        if not verdict.passed:
            self._waiting[one.of] = Withheld(statement, verdict)
            return None
        if _words(statement) in self._given:
            return None
        self._given.add(_words(statement))
        del self._waiting[one.of]
        return self._show(statement)

    def _show(self, statement: Statement) -> Statement:
        self.statements.append(statement)
        return statement

    def give_up(self) -> tuple[Withheld, ...]:
        """Withhold what is refused and was not mended."""
        given_up = tuple(self._waiting.values())
        self._withheld += given_up
        self._waiting = {}
        return given_up

    def continue_elsewhere(self) -> None:
        """Another writer goes on: it need not tell again what the passages cited so far tell."""
        self._judge = None  # the embedded writer's sentences are English
        self._told = frozenset(number for statement in self.statements for number in statement.cites)

    def reply(self, writer: Writer, failure: str = "") -> Reply:
        """The whole reply; `failure` says why the writer did not write all of it."""
        account = reduce(add, self._accounts) if self._accounts else None
        made, argument_map = self.given.round, self.evidence.topic.argument_map
        debate = after(made, self.statements, argument_map) if made and argument_map else None
        return Reply(
            self.planned,
            self.evidence,
            writer.name,
            tuple(self.statements),
            tuple(self._withheld),
            account,
            failure,
            writer.prompts,
            made,
            debate,
        )

    async def _checked(self, statement: Statement) -> tuple[Statement, Verdict]:
        document = self.evidence.topic.document
        if (
            self._judge
            and reply_language(self.planned.question.language, self.planned.side, judged=True) != ENGLISH
        ):
            return statement, await check_foreign(statement, document, self._judge)
        people = self.planned.question.names
        stance = stance_of(statement.side, self.evidence) if statement.side else self._stance
        statement = find_citations(statement, document, stance, people)
        verdict = check(statement, document.passages, document, stance, people)
        broken = (
            breaks(statement, self.given.round, self.statements)
            if verdict.passed and self.given.round
            else None
        )
        if broken:
            return statement, Verdict(False, "round", broken)
        return statement, self._held_strictly(
            statement, verdict
        ) if verdict.passed and self._strict else verdict

    def _held_strictly(self, statement: Statement, verdict: Verdict) -> Verdict:
        """The verdict on a report that has passed the rules, once the learned judge has read it, too."""
        from bot.judge import judge  # its trees take a while to load, and few readers ask for it

        texts = [self.evidence.topic.document.passage(number).text for number in statement.cites]
        if statement.kind != "report" or judge(statement.text, texts).score >= SURE:
            return verdict
        return Verdict(False, "strict", "the second judge is not sure enough that the passage carries it")


def stance_of(side: Side | None, evidence: Evidence) -> Stance | None:
    """The side that a reply, or one of its columns, is held to, with the passages that help only the other one."""
    argument_map = evidence.topic.argument_map
    if side is None or argument_map is None:
        return None
    other = other_side(side)
    numbers = (passage.id for passage in evidence.topic.document.passages)
    return Stance(
        side, frozenset(number for number in numbers if argument_map.side_of_passage(number) == other)
    )


def _words(statement: Draft) -> str:
    return " ".join(statement.text.lower().split()).rstrip(".")
