"""Speaker kept: whether the reply says whose word it is.

The reply must give what it reports as the op-ed's, at least once, and where the case expects a speaker, one
of its reports must name that speaker: what the op-ed reports of Trump or of the opposition is theirs, and
what it argues is its own.
"""

from __future__ import annotations

import re

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored
from evals.statement_grading import ASSERTING, statements

_ATTRIBUTED = re.compile(r"\b(?:op-ed|author|article|it)(?:['’]s)?\b", re.IGNORECASE)


@scorer(metrics=[mean(), interval()])
def speaker_kept() -> Scorer:
    """Score whether the reply says whose word it is."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if not asked.case.speaker:
            return None
        reports = [report["text"] for report in statements(asked, ASSERTING)]
        if not any(_ATTRIBUTED.search(text) for text in reports):
            return Measured(0.0, f"given as the world's truth: {' | '.join(reports)}")
        named = any(asked.case.speaker.lower() in text.lower() for text in reports)
        return Measured(
            float(named), "" if named else f"nobody is named as {asked.case.speaker}: {' | '.join(reports)}"
        )

    return scored(measure)
