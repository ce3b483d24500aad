"""Judges of whether passages carry a statement, behind one interface. None of them uses a rule of the gate: they grade what it lets pass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, Protocol, get_args

JudgeName = Literal["embedded", "model", "both"]
JUDGES: tuple[JudgeName, ...] = get_args(JudgeName)


class Grade(NamedTuple):
    """`score` lies in 0 to 1; `reason` is a sentence for the reader."""

    score: float
    supported: bool
    reason: str


class Judge(Protocol):
    """Grades a claim by passages."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    def grade(self, claim: str, passages: Sequence[str]) -> Grade:
        """How well the passages carry the claim."""
        ...


@cache
def get_judge(name: str) -> Judge:
    """The judge of that name, one for the whole process."""
    from evals.judges.agreement import BothJudges
    from evals.judges.embedded import EmbeddedJudge
    from evals.judges.model import build_model_judge

    if name == "embedded":
        return EmbeddedJudge()
    return build_model_judge() if name == "model" else BothJudges(EmbeddedJudge(), build_model_judge())
