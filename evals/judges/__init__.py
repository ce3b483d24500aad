"""Judges of whether passages carry a statement, behind one interface.

None of them uses a rule of the gate: they grade what it lets pass.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from evals.judges.judge import Grade, Judge

__all__ = ["JUDGES", "Grade", "Judge", "JudgeName", "get_judge"]

JudgeName = Literal["embedded", "model", "both"]
JUDGES: tuple[JudgeName, ...] = get_args(JudgeName)


@cache
def get_judge(name: str) -> Judge:
    """Return the judge of that name, one for the whole process."""
    from evals.judges.agreement import BothJudges
    from evals.judges.embedded import EmbeddedJudge
    from evals.judges.model import build_model_judge

    if name == "embedded":
        return EmbeddedJudge()
    return build_model_judge() if name == "model" else BothJudges(EmbeddedJudge(), build_model_judge())
