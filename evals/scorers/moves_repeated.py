"""Moves repeated: the share of the points of a debate that the bot had made before. Lower is better.

A point is the same when it says the same of the argument map (an attack, a critical question, a claim), or in
the same words. A closing, which gathers what was said, is left out.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share


@scorer(metrics=[mean(), interval()])
def moves_repeated() -> Scorer:
    """Score the share of the points of a debate that the bot had made before. Lower is better."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if not asked.case.relies:
            return None
        rounds = [
            reply["round"]
            for reply in asked.replies
            if "round" in reply and reply["round"]["part"] != "closing"
        ]
        points = [point for played in rounds for point in played["points"]]
        ids = [point["id"] for point in points]
        texts = [point["text"].lower() for point in points]
        repeated = [
            text for n, text in enumerate(texts) if (ids[n] and ids[n] in ids[:n]) or text in texts[:n]
        ]
        return share(len(repeated), len(points), " | ".join(repeated))

    return scored(measure)
