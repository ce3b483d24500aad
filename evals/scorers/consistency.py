"""Consistency: the share of wordings that get the same answer as most of the others.

Two answers are the same when their first reports cite the same passages; silence is an answer of its own
(after Elazar et al. 2021, "Measuring and Improving Consistency in Pretrained Language Models", over pairs of
paraphrases).
"""

from __future__ import annotations

from collections import Counter

from inspect_ai.scorer import Scorer, mean, scorer

from bot.output.schema import ReplyObject
from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored


def _answer(reply: ReplyObject) -> tuple[int, ...]:
    return next(
        (tuple(statement["cites"]) for statement in reply["statements"] if statement["kind"] == "report"), ()
    )


@scorer(metrics=[mean(), interval()])
def consistency() -> Scorer:
    """Score the share of wordings that get the same answer as most of the others."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if not asked.case.wordings:
            return None
        answers = [_answer(reply) for reply in asked.replies]
        common, count = Counter(answers).most_common(1)[0]
        other = [text for text, answer in zip(asked.case.wordings, answers, strict=True) if answer != common]
        return Measured(count / len(answers), " | ".join(other))

    return scored(measure)
