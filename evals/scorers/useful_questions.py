"""Useful questions: the share of critical questions that bear on the passage and bring nothing new.

After CQs-Gen 2025 (Calvo Figueras & Agerri, shared task on critical question generation): a question is
useful when it can weaken what it is about; unhelpful or invalid when it strays from it or brings in what is
not there. Computable form: it shares words with the passages that it cites, and has no figure or name that
the document lacks.

In a debate only what asks and does nothing else counts: a question within a prepared answer is a part of its
reasoning. Such a question must, too, be prepared for its side, or a critical question of the map or of the
line's scheme (Walton, Reed & Macagno 2008).
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share_without
from evals.statement_grading import cited, is_prepared, statements, unfounded
from knowledge.schemes import schemes


def _uncritical(asked: AnsweredCase) -> list[str]:
    """Return the questions of a debate that are no critical questions.

    Not prepared, nor among the map's, nor a scheme's put to a claim.
    """
    if asked.topic.argument_map is None:
        return []
    own = {question.id for line in asked.map.lines for question in line.questions}
    keys = {key for scheme in schemes().values() for key in scheme.questions}
    points = [
        point
        for reply in asked.replies
        if "round" in reply
        for point in reply["round"]["points"]
        if point["act"] == "question"
    ]
    return [
        point["text"]
        for point in points
        if "/" not in point["id"] and point["id"] not in own and point["id"].partition(":")[0] not in keys
    ]


def _within_answers(asked: AnsweredCase) -> frozenset[str]:
    """Return the questions that stand within points that do more than ask."""
    points = [point for reply in asked.replies if "round" in reply for point in reply["round"]["points"]]
    arguing = [point["text"] for point in points if point["act"] != "question"]
    return frozenset(
        question["text"]
        for question in statements(asked, "question")
        if any(question["text"] in text for text in arguing)
    )


@scorer(metrics=[mean(), interval()])
def useful_questions() -> Scorer:
    """Score the share of critical questions that bear on the passage and bring nothing new."""

    def measure(asked: AnsweredCase) -> Measured | None:
        within = _within_answers(asked)
        questions = [one for one in statements(asked, "question") if one["text"] not in within]
        # whoever prepared a question has seen to it that it bears on its passages, in whatever words
        written = [one for one in questions if not is_prepared(asked, one)]
        faults = [
            (question["text"], unfounded(question["text"], cited(asked, question), asked.topic.document))
            for question in written
        ]
        bad = [f"{text} ({fault})" for text, fault in faults if fault]
        bad += [
            f"{text} (it puts no critical question)"
            for text in _uncritical(asked)
            if text not in {text for text, fault in faults if fault}
        ]
        return share_without(bad, len(questions))

    return scored(measure)
