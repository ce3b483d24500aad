"""Figure accuracy: the share of expected numbers, dates and names given as the document prints them.

A reply with any figure that none of its cited passages holds gets 0: a wrong figure beside the right one is a
wrong answer.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share
from evals.statement_grading import ASSERTING, cited, statements
from knowledge.figures import find_figures


def _gives(text: str, words: str) -> bool:
    wanted = find_figures(words)
    figures = find_figures(text)
    return words.lower() in text.lower() or (
        bool(wanted) and all(any(figure.same(other) for other in figures) for figure in wanted)
    )


@scorer(metrics=[mean(), interval()])
def figure_accuracy() -> Scorer:
    """Score the share of expected numbers, dates and names given as the document prints them."""

    def measure(asked: AnsweredCase) -> Measured | None:
        expected = asked.case.figures
        reports = [(report["text"], cited(asked, report)) for report in statements(asked, ASSERTING)]
        for text, passages in reports:
            for figure in find_figures(text):
                if not any(figure.same(other) for passage in passages for other in find_figures(passage)):
                    return Measured(0.0, f"{figure.text} appears in none of the passages cited")
        missing = [words for words in expected if not any(_gives(text, words) for text, _ in reports)]
        return share(len(expected) - len(missing), len(expected), ", ".join(missing))

    return scored(measure)
