"""Premise unconfirmed: whether a false premise is left unconfirmed.

It is when the reply says that the op-ed does not say so, or says the claim that the premise gets wrong (Kim
et al. 2021, "Which Linguist Invented the Lightbulb?", and Yu et al. 2023, CREPE, on questions with false
presuppositions).
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.claim_stated import states_claim
from evals.judges import get_judge
from evals.scorers import Measured, interval, scored


@scorer(metrics=[mean(), interval()])
def premise_unconfirmed(judge: str = "embedded") -> Scorer:
    """Score whether a false premise is left unconfirmed."""

    def measure(asked: AnsweredCase) -> Measured | None:
        reply = asked.replies[0]
        denied = any(
            item["kind"] == "link" and "does not say" in item["text"] for item in reply["statements"]
        )
        corrected = any(
            states_claim(asked, item, get_judge(judge)) for nugget in asked.case.claims for item in nugget
        )
        return Measured(float(reply["abstained"] or denied or corrected), reply["text"])

    return scored(measure)
