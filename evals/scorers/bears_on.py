"""Bears on the last words: the share of turns that answer what the reader has just said.

By the gold claims of the case: a turn that relies on a claim is answered when a point of the bot is about
that claim, or about one that the argument map says it supports (who attacks the conclusion answers the
premise); or when the bot says that its answer stands, and has given such an answer before. What the op-ed has
nothing on is answered when the bot says so. Relation, the third maxim, as Touché's Retrieval-Augmented
Debating 2025 asks of a turn.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share_without


@scorer(metrics=[mean(), interval()])
def bears_on() -> Scorer:
    """Score the share of turns that answer what the reader has just said, by the gold claims of the case."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if not asked.case.relies:
            return None
        answered: set[str] = set()
        missed, counted = [], 0
        for says, gold, reply in zip(asked.case.asks, asked.case.relies, asked.replies, strict=True):
            about = (
                {claim for point in reply["round"]["points"] for claim in point["about"]}
                if "round" in reply
                else set()
            )
            wanted = {claim_id for claim in gold for claim_id in (claim, *asked.map.by_id[claim].supports)}
            answered |= about
            if not gold:
                continue
            counted += 1
            stands = "round" in reply and reply["round"]["stands"]
            if not wanted & (answered if stands else about):
                missed.append(says)
        return share_without(missed, counted)

    return scored(measure)
