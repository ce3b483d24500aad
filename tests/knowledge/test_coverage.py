"""What a passage covers of a statement."""

from __future__ import annotations

import pytest

from knowledge.coverage import coverage, index_of
from knowledge.document import Document
from knowledge.sentence_analysis import read
from tests.bot.gate.judging import TRUE


def test_what_each_passage_carries_is_the_same_at_once_and_one_by_one(brief: Document) -> None:
    index = index_of(brief)
    for text in (TRUE, "The levies drive Seoul into Beijing's arms.", "Bees make honey.", "It is."):
        words = read(text).content
        assert index.coverages(words) == pytest.approx(
            [coverage(words, (reading,), index) for reading in index.readings]
        )


def test_names_that_stand_in_most_passages_are_what_the_text_is_about(brief: Document) -> None:
    assert index_of(brief).names_in(0.45) == {"south korea", "united states"}
    assert index_of(brief).names_in(0.0) == index_of(brief).names
