"""Whether a passage answers a question."""

from __future__ import annotations

import numpy as np

from knowledge.encoders.cross_encoder import DIGITS, answers

QUESTION = "When does the night ferry stop running?"
PASSAGES = [
    "From the first of November the night ferry will no longer run.",
    "The night ferry was painted green by a school class.",
    "My uncle has never liked boats.",
]


def test_what_answers_is_more_probable_than_what_only_shares_words() -> None:
    scores = answers().score([(QUESTION, passage) for passage in PASSAGES])
    assert list(np.argsort(-scores)) == [0, 1, 2]
    assert scores.dtype == np.float64
    assert all(0 <= score <= 1 for score in scores)
    assert np.array_equal(scores, np.round(scores, DIGITS))


def test_a_pair_has_its_score_whatever_is_asked_beside_it() -> None:
    together = answers().score([(QUESTION, passage) for passage in [*PASSAGES, " ".join(PASSAGES) * 9]])
    for passage, score in zip(PASSAGES, together[:3], strict=True):
        assert answers().score([(QUESTION, passage)]) == [score]


def test_no_pair_is_no_score() -> None:
    assert answers().score([]).shape == (0,)
