"""Repetition: the share of four-word sequences that the replies of a case have said before. Lower is better.

Within one reply, and over the turns of a debate; not between the wordings of a paraphrase, which are to be
answered alike. The measure of Welleck et al. 2020, "Neural Text Generation with Unlikelihood Training"
(seq-rep-4).
"""

from __future__ import annotations

from inspect_ai.scorer import Scorer, mean, scorer

from evals.bot_under_test import AnsweredCase
from evals.scorers import Measured, interval, scored, share


def _grams(text: str) -> list[tuple[str, ...]]:
    words = [word.strip('.,;:?!“”"').lower() for word in text.split()]
    framed = ("the", "op-ed", "says", "that")  # how every report opens is no repetition
    return [gram for n in range(len(words) - 3) if (gram := tuple(words[n : n + 4])) != framed]


@scorer(metrics=[mean(), interval()])
def repetition() -> Scorer:
    """Score the share of four-word sequences that the replies of a case have said before. Lower is better."""

    def measure(asked: AnsweredCase) -> Measured | None:
        texts = [
            " ".join(statement["text"] for statement in reply["statements"] if statement["kind"] != "link")
            for reply in asked.replies
        ]
        groups = [[text] for text in texts] if asked.case.wordings else [texts]
        grams_of = [[gram for text in group for gram in _grams(text)] for group in groups]
        total = sum(map(len, grams_of))
        return share(total - sum(len(set(grams)) for grams in grams_of), total)

    return scored(measure)
