"""Contested sentences: each is judged again, by the judge that did not let it pass before."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import BotError
from bot.judge import Judgement, judge
from bot.output.schema import PassageObject, StatementObject
from knowledge.topic import Topic


class Judges(Protocol):
    """A model that judges."""

    def ajudge(self, claim: str, passages: list[str]) -> Awaitable[Judgement]:
        """Tell whether the passages carry the claim."""
        ...


@dataclass(frozen=True, slots=True)
class ContestOutcome:
    """What came of it: whether the sentence is upheld, by whom, and why."""

    upheld: bool
    judge: str
    reason: str

    @property
    def text(self) -> str:
        """Return one sentence for the reader."""
        verdict = "its passage supports it" if self.upheld else "its passage does not support it"
        return f"{verdict}, says {self.judge} ({self.reason.rstrip('.')})."


def can_be_contested(statement: StatementObject, *, model: bool, prepared: bool) -> bool:
    """Return whether a judge can look at a shown sentence anew.

    A model that judges can. The trained judge cannot look for what a critique calls absent, which is in no
    passage; nor does it know more than the readers of a prepared sentence did. Nothing can be checked against
    no passage, as links and the bot's own reasoning.
    """
    if not statement["cites"]:
        return False
    return model or (statement["kind"] == "report" and not prepared)


def held_by(topic: Topic, statement: StatementObject) -> bool:
    """Return whether a sentence was prepared for its topic, and so read by people."""
    playbook = topic.playbook
    return playbook is not None and playbook.holds(statement["text"], statement["cites"])


async def contest(
    statement: StatementObject,
    passages: Sequence[PassageObject],
    other: Judges | None,
    *,
    prepared: bool = False,
) -> ContestOutcome:
    """Judge a shown sentence by its cited passages again.

    With a model where one judges, else with the trained judge, which knows none of the gate's rules.
    BotError where no judge can.
    """
    cited = [passage["text"] for passage in passages if passage["id"] in statement["cites"]]
    if not can_be_contested(statement, model=other is not None, prepared=prepared):
        if not statement["cites"]:
            raise BotError("this sentence cites no passage that it could be checked against")
        if prepared:
            raise BotError(
                "this sentence was prepared, and readers checked it against its passages; "
                "only a chat model can check it again, and none is set up here"
            )
        raise BotError(f"only a chat model can check it again ({statement['kind']}), and none is set up here")
    judgement = await other.ajudge(statement["text"], cited) if other else judge(statement["text"], cited)
    return ContestOutcome(
        judgement.supported, "the model that judges" if other else "the trained judge", judgement.reason
    )
