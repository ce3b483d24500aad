"""Line kept: whether the reply argues about the line of argument that was asked about.

It does when at least half of the passages that it cites belong to claims of that line: its premises, its
conclusion, and what the attacks on it and the questions to it are about.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored
from knowledge.argument_map import ArgumentLine


def _passages(asked: AnsweredCase, line: ArgumentLine) -> tuple[int, ...]:
    of_attacks = (
        claim_id
        for attack in line.attacks
        for claim_id in (*attack.about, *([attack.claim] if attack.claim else []))
    )
    of_questions = (claim_id for question in line.questions for claim_id in question.about)
    return asked.map.passages_of((*line.premises, line.conclusion, *of_attacks, *of_questions))


@scorer(metrics=[mean(), interval()])
def line_kept() -> Scorer:
    """Score whether the reply argues about the line of argument that was asked about."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if not asked.case.lines:
            return None
        wanted = {
            number
            for line in asked.map.lines
            if line.id in asked.case.lines
            for number in _passages(asked, line)
        }
        used = {
            number
            for reply in asked.replies
            for statement in reply["statements"]
            for number in statement["cites"]
        }
        met = len(used & wanted)
        return Measured(
            float(bool(used) and 2 * met >= len(used)),
            f"{met} of {len(used)} passages cited belong to {' or '.join(asked.case.lines)}",
        )

    return scored(measure)
