"""The closing of a debate, from its record."""

from __future__ import annotations

from bot.debate.state import Closing, Debate
from knowledge.argument_map import ArgumentMap

SETTLES = 4  # kinds of evidence that a closing names at most


def close(debate: Debate, argument_map: ArgumentMap) -> Closing:
    """Sum up what each side granted and dropped, and what would settle the rest.

    The last is, for the claims that were argued about most, the evidence on what the op-ed leaves open.
    """
    return Closing(
        debate.conceded("reader"),
        debate.conceded("bot"),
        debate.unanswered("bot"),
        debate.unanswered("reader"),
        _settles(debate, argument_map),
        debate.waiting,
    )


def _settles(debate: Debate, argument_map: ArgumentMap) -> tuple[str, ...]:
    touched: dict[str, int] = {}
    for point in debate.points:
        for claim in point.about:
            touched[claim] = touched.get(claim, 0) + 1
    open_questions = [
        question
        for line in argument_map.lines
        for question in line.questions
        if question.settled_by and question.status != "answered"
    ]
    weighed = sorted(
        ((max(touched.get(claim, 0) for claim in question.about), question) for question in open_questions),
        key=lambda pair: -pair[0],
    )
    named = dict.fromkeys(question.settled_by for weight, question in weighed if weight)
    return tuple(named)[:SETTLES]
