"""Useful questions: the share of critical questions that bear on the passage and bring nothing new.

After CQs-Gen 2025 (Calvo Figueras & Agerri, shared task on critical question generation): a question is useful when it can weaken what it is
about; unhelpful or invalid when it strays from it or brings in what is not there. Computable form: it shares words with the passages that it
cites, and has no figure or name that the document lacks.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.grading import cited, statements, unfounded
from evals.scorers import Outcome, interval, scored, share
from evals.subject import Asked


@scorer(metrics=[mean(), interval()])
def useful_questions() -> Scorer:
    """Useful questions: the share of critical questions that bear on the passage and bring nothing new."""

    def measure(asked: Asked) -> Outcome | None:
        told = list(statements(asked, "question"))
        faults = [(one["text"], unfounded(one["text"], cited(asked, one), asked.topic.document)) for one in told]
        bad = [f"{text} ({fault})" for text, fault in faults if fault]
        return share(len(told) - len(bad), len(told), " | ".join(bad))

    return scored(measure)
