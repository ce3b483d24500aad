"""Whether a claim plainly says yes to a question: the one word is held to the passage like any claim."""

from __future__ import annotations

from collections.abc import Sequence

from bot.request.question import Question
from knowledge.argument_map import Claim
from knowledge.coverage import DocumentIndex, coverage
from knowledge.sentence_analysis import CERTAIN, Reading, read

ANSWERS_FROM = 0.5  # probability from which a claim surely answers
SAYS_FROM = 0.75  # share of the question's content that the claim and its passages have
_SURE_KINDS = ("fact", "cause", "concession")


def affirms(
    question: Question, claim: Claim, score: float, passages: Sequence[Reading], index: DocumentIndex
) -> bool:
    """Tell whether a claim says without reserve what a yes-no question asks.

    A hedge, a denial on either side, a strange name or figure, and what others say are no plain yes.
    """
    if score < ANSWERS_FROM or claim.kind not in _SURE_KINDS or claim.hedges:
        return False
    asked, said = question.reading, (*passages, read(claim.says))
    if asked.negations or any(reading.negations for reading in said):
        return False
    if any(level < CERTAIN for reading in said for level in reading.hedge_levels):
        return False
    figures = [figure for reading in said for figure in reading.figures]
    if any(not any(figure.same(other) for other in figures) for figure in asked.figures):
        return False
    names = {name.key for reading in said for name in reading.names}
    if any(name.certain and name.key not in names for name in asked.names):
        return False
    return coverage(asked.content, said, index) >= SAYS_FROM
