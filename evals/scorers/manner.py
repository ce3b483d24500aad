"""Manner, the fourth of Grice's maxims (1975): is clear, brief and in order.

In Touché's Retrieval-Augmented Debating 2025 a turn should be clear and precise. Computable form: the share
of sentences of at most 45 words that the reply does not say twice.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from bot.output.schema import ReplyObject
from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share_without
from evals.statement_grading import statements

LONGEST = 45  # words


def _twice(reply: ReplyObject) -> list[str]:
    texts = [statement["text"] for statement in reply["statements"]]
    return [text for text in texts if texts.count(text) > 1]


@scorer(metrics=[mean(), interval()])
def manner() -> Scorer:
    """Score manner, the fourth of Grice's maxims (1975): is clear, brief and in order."""

    def measure(asked: AnsweredCase) -> Measured | None:
        sentences = [
            statement["text"] for statement in statements(asked, "report", "critique", "question", "weighing")
        ]
        twice = {text for reply in asked.replies for text in _twice(reply)}
        off = [text for text in sentences if len(text.split()) > LONGEST or text in twice]
        return share_without(off, len(sentences))

    return scored(measure)
