"""The judge without a language model: trees on features, fitted on pairs that people labelled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.judge import judge
from evals.judges.judge import Grade


class EmbeddedJudge:
    """Wraps `bot.judge`, which `python -m evals.fit_judge` fits."""

    name = "embedded"

    def grade(self, claim: str, passages: Sequence[str]) -> Grade:
        """Grade each pair once: citation precision asks for the same ones again."""
        return _grade(claim, tuple(passages))


@lru_cache(maxsize=20_000)
def _grade(claim: str, passages: tuple[str, ...]) -> Grade:
    judged = judge(claim, passages)
    return Grade(judged.score, judged.supported, judged.reason)
