"""Hedge kept: the share of the reports of a hedged claim that are no surer than the claim.

A report says the claim, of those on its passages, with which it shares most words. It is surer when none of
its clauses is as unsure as the claim's least sure one: "may" and "could" are below "likely" and "would", and
these below a plain assertion (hedges as in Hyland 1998, "Hedging in Scientific Research Articles"; the
reading of sentences is the project's, the rule is none of the gate's).
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share_without
from evals.statement_grading import ASSERTING, statements
from knowledge.argument_map import Claim
from knowledge.sentence_analysis import read


@scorer(metrics=[mean(), interval()])
def hedge_kept() -> Scorer:
    """Score the share of the reports of a hedged claim that are no surer than it."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if asked.topic.argument_map is None:
            return None
        reports = [
            (report["text"], claim)
            for report in statements(asked, ASSERTING)
            if (claim := _stated_claim(asked, report["text"], report["cites"])) and claim.hedges
        ]
        surer = [
            text
            for text, claim in reports
            if min(read(text).hedge_levels) > min(read(claim.says).hedge_levels)
        ]
        return share_without(surer, len(reports))

    return scored(measure)


def _stated_claim(asked: AnsweredCase, text: str, cites: list[int]) -> Claim | None:
    """Return the claim that the text says, by the share of the claim's words that it has."""
    stated_words = read(text).content

    def share_stated(claim: Claim) -> float:
        words = read(claim.says).content
        return sum(any(word.carries(other) for other in stated_words) for word in words) / max(1, len(words))

    return max(
        (claim for claim in asked.map.claims if {*claim.passages} & {*cites}), key=share_stated, default=None
    )
