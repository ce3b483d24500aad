"""Turn length: the share of turns that keep the length of a turn.

The limit is `bot.debate.state.WORDS`: room for an answer with its ground and its reasoning. All that is shown
counts; a closing is left out.
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from bot.debate.state import WORDS
from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share_without


@scorer(metrics=[mean(), interval()])
def turn_length() -> Scorer:
    """Score the share of turns that keep the length of a turn."""

    def measure(asked: AnsweredCase) -> Measured | None:
        if not asked.case.relies:
            return None
        texts = [
            " ".join(statement["text"] for statement in reply["statements"])
            for reply in asked.replies
            if "closing" not in reply
        ]
        long = [text for text in texts if len(text.split()) > WORDS]
        return share_without(long, len(texts))

    return scored(measure)
