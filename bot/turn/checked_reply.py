"""What of a turn's statements is shown.

Each passes the gate, once more when it was mended, and is given once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

from bot.debate.prepare import after, breaks, enough
from bot.evidence.gather import Evidence
from bot.gate import Stance, Verdict, check, find_citations
from bot.gate.foreign import Judges, check_foreign
from bot.models.usage import Usage
from bot.request.language import ENGLISH, reply_language
from bot.statement import Fixed, Statement
from bot.turn.reply import Reply, Withheld
from bot.writers import Assignment, Draft, Mended, Refused, Writer
from knowledge.argument_map import Side, other_side

# The learned judge's score from which on a strict reader is shown a report; 95 % of the embedded writer's
# reach 0.7.
SURE = 0.8


class CheckedReply:
    """A reply in the making. `failure` says why the writer did not write all of it."""

    def __init__(
        self,
        assignment: Assignment,
        usages: Sequence[Usage] = (),
        judge: Judges | None = None,
        *,
        strict: bool = False,
    ) -> None:
        self.assignment, self.planned, self.evidence = assignment, assignment.plan, assignment.evidence
        self.statements: list[Statement] = []
        self.failure = ""
        self._judge, self._strict = judge, strict
        self._stance = stance_of(self.planned.side, self.evidence)
        self._usages = list(usages)
        self._waiting: dict[int, Withheld] = {}
        self._withheld: list[Withheld] = []
        self._given: set[str] = set()
        self._already_cited: frozenset[int] = frozenset()  # by the writer before, where another goes on

    @property
    def claims(self) -> bool:
        """Whether anything was shown that the op-ed says."""
        return any(statement.kind != "link" for statement in self.statements)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """What was refused and may be mended, in its order."""
        return tuple(Refused(waits.statement, waits.verdict.reason) for waits in self._waiting.values())

    @property
    def came_to_nothing(self) -> bool:
        """Whether none of what the writer wrote passed, or it wrote no statement at all."""
        return not self.claims and (bool(self._waiting) or not self._given)

    def say(self, words: Fixed) -> Statement:
        """Show the program's own words."""
        return self._show(words.statement)

    async def take(self, draft: Draft | Usage) -> Statement | None:
        """Take what a writer gives.

        Fixed words are said where they were not said before, a statement is judged, a usage is kept.
        """
        if isinstance(draft, Usage):
            self._usages.append(draft)
            return None
        if isinstance(draft, Statement):
            return await self.judge(draft)
        # where another writer goes on, nothing needs to be introduced again
        if self._already_cited or _words(draft) in self._given:
            return None
        self._given.add(_words(draft))
        return self.say(draft)

    async def judge(self, draft: Statement) -> Statement | None:
        """Return a drafted statement, where it passes and was not given before.

        Else it waits for being mended.
        """
        if _words(draft) in self._given:
            return None
        if self._already_cited and self._already_cited.issuperset(draft.cites):
            return None
        if self.assignment.round and enough(draft, self.assignment.round, self.statements):
            return None
        self._given.add(_words(draft))
        statement, verdict = await self._checked(draft)
        if verdict.passed:
            return self._show(statement)
        self._waiting[len(self._waiting)] = Withheld(statement, verdict)
        return None

    async def judge_again(self, mended: Mended | Usage) -> Statement | None:
        """Return a mended statement, where it passes.

        What fails again takes the place of what failed before.
        """
        if isinstance(mended, Usage):
            self._usages.append(mended)
            return None
        if mended.of not in self._waiting:
            return None
        statement, verdict = await self._checked(mended.statement)
        if not verdict.passed:
            self._waiting[mended.of] = Withheld(statement, verdict)
            return None
        if _words(statement) in self._given:
            return None
        self._given.add(_words(statement))
        del self._waiting[mended.of]
        return self._show(statement)

    def give_up(self) -> tuple[Withheld, ...]:
        """Withhold what is refused and was not mended."""
        given_up = tuple(self._waiting.values())
        self._withheld += given_up
        self._waiting = {}
        return given_up

    def continue_elsewhere(self) -> None:
        """Have another writer go on, who need not say again what the passages cited so far say."""
        self._judge = None  # the embedded writer's sentences are English
        self._already_cited = frozenset(number for statement in self.statements for number in statement.cites)

    def finished(self, writer: Writer) -> Reply:
        """Return the whole reply."""
        current, argument_map = self.assignment.round, self.evidence.topic.argument_map
        return Reply(
            self.planned,
            self.evidence,
            writer.name,
            tuple(self.statements),
            tuple(self._withheld),
            reduce(add, self._usages) if self._usages else None,
            self.failure,
            writer.prompts,
            current,
            after(current, self.statements, argument_map) if current and argument_map else None,
        )

    def _show(self, statement: Statement) -> Statement:
        self.statements.append(statement)
        return statement

    async def _checked(self, statement: Statement) -> tuple[Statement, Verdict]:
        document, question = self.evidence.topic.document, self.planned.question
        if self._judge and reply_language(question.language, self.planned.side, judged=True) != ENGLISH:
            return statement, await check_foreign(statement, document, self._judge)
        stance = stance_of(statement.side, self.evidence) if statement.side else self._stance
        statement = find_citations(statement, document, stance, question.names)
        verdict = check(statement, document.passages, document, stance, question.names)
        if not verdict.passed:
            return statement, verdict
        current = self.assignment.round
        broken = breaks(statement, current, self.statements) if current else None
        if broken:
            return statement, Verdict(False, "round", broken)
        return statement, self._held_strictly(statement, verdict) if self._strict else verdict

    def _held_strictly(self, statement: Statement, verdict: Verdict) -> Verdict:
        """Return the verdict on a report that has passed the rules, once the learned judge has read it."""
        from bot.judge import judge  # its trees take a while to load, and few readers ask for it

        texts = [self.evidence.topic.document.passage(number).text for number in statement.cites]
        if statement.kind != "report" or statement.prepared or judge(statement.text, texts).score >= SURE:
            return verdict
        return Verdict(False, "strict", "the second judge is not sure enough that the passage carries it")


def stance_of(side: Side | None, evidence: Evidence) -> Stance | None:
    """Return the side that a reply or a column is held to, with the passages that help only the other."""
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
