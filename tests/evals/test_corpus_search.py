"""The figures of search on the corpus."""

from __future__ import annotations

import pytest

from evals.corpus.splits import load_pieces
from evals.corpus_search import Asked, as_topic, figures_of

pytestmark = pytest.mark.xdist_group("corpus")


def test_shares_are_of_the_answerable_questions_and_auroc_is_of_all() -> None:
    figures = figures_of([Asked(0, 0.9), Asked(2, 0.8), Asked(7, 0.3), Asked(None, 0.4), Asked(None, 0.1)])
    assert (figures.asked, figures.first, figures.in_three, figures.in_six) == (5, 1 / 3, 2 / 3, 2 / 3)
    assert round(figures.auroc, 3) == 0.833


def test_each_sentence_of_a_piece_is_a_paragraph_of_its_topic() -> None:
    name, piece = next(iter(load_pieces("dev").items()))
    passages = as_topic(name, piece).document.passages
    assert {passage.paragraph for passage in passages} == set(range(1, len(piece.sentences) + 1))
    assert " ".join(passage.text for passage in passages) == " ".join(one.text for one in piece.sentences)
