"""Any chat model as the judge of the evaluations."""

from __future__ import annotations

from collections.abc import Sequence

from bot.build import build_judge
from bot.errors import BotError
from bot.judge.model import ModelJudge
from bot.settings import load_settings
from evals.judges.judge import Grade


class GradingModel:
    """A model judge as the scorers know judges."""

    name = "model"

    def __init__(self, judge: ModelJudge) -> None:
        self._judge = judge

    def grade(self, claim: str, passages: Sequence[str]) -> Grade:
        """Return the model's verdict. Raises BotError where the model does not answer."""
        verdict = self._judge.judge(claim, passages)
        return Grade(verdict.score, verdict.supported, verdict.reason)


def build_model_judge() -> GradingModel:
    """Return the judge that the settings name.

    Raises BotError where they name none, or its package is missing.
    """
    judge = build_judge(load_settings())
    if judge is None:
        raise BotError(
            "the judge `model` needs a chat model: set DEBATE_JUDGE_MODEL, for example to openai:gpt-4.1-mini"
        )
    return GradingModel(judge)
