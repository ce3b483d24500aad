"""Contradictions imagined: the share of turns without one in which the bot noticed one. Lower is better."""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share


@scorer(metrics=[mean(), interval()])
def contradictions_imagined() -> Scorer:
    """Score the share of turns without a contradiction in which the bot noticed one. Lower is better."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if not asked.case.relies:
            return None
        plain = [reply for n, reply in enumerate(asked.replies) if n not in asked.case.turned]
        seen = [
            contradiction["second"]
            for reply in plain
            if "round" in reply
            for contradiction in reply["round"]["contradictions"]
        ]
        return share(len(seen), len(plain), " | ".join(seen))

    return scored(measure)
