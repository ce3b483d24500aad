"""Contested sentences: each is judged again, by the judge that did not let it pass before."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import BotError
from bot.judge import Judgement, judge
from bot.output.schema import PassageObject, StatementObject


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


async def contest(
    statement: StatementObject,
    passages: Sequence[PassageObject],
    other: Judges | None,
    *,
    prepared: bool = False,
) -> ContestOutcome:
    """Judge a shown sentence by its cited passages again.

    With a model where one judges, else with the learned judge, which knows none of the gate's rules.
    BotError where no judge can: what a critique calls absent is in no passage, so that only a model can
    look at it anew; nor does the learned judge know more than the readers of a prepared sentence did.
    """
    cited = [passage["text"] for passage in passages if passage["id"] in statement["cites"]]
    if other is None and prepared:
        raise BotError(
            "this sentence was prepared, and readers checked it against its passages; "
            "only a chat model can check it again, and none is set up here"
        )
    if other is None and statement["kind"] != "report":
        raise BotError(f"only a chat model can check it again ({statement['kind']}), and none is set up here")
    judgement = await other.ajudge(statement["text"], cited) if other else judge(statement["text"], cited)
    return ContestOutcome(
        judgement.supported, "the model that judges" if other else "the learned judge", judgement.reason
    )
