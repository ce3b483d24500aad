"""A clause as a sentence of its own."""

from __future__ import annotations

import pytest

from knowledge.mining.clauses import clause_of


@pytest.mark.parametrize(
    ("sentence", "order", "says"),
    [
        ("However, the fee drives boats away.", False, "the fee drives boats away"),
        ("But Norway still has herring.", False, "Norway still has herring"),
        ("Raise the limit to $40.", True, "one should raise the limit to $40"),
        ("Don't wait for the winter.", True, "one should not wait for the winter"),
        ("If the spawn doubles, open the season.", True, "if the spawn doubles, one should open the season"),
        ("Ferry them over.", True, "one should ferry them over"),
        ("Let's begin at home.", False, "we should begin at home"),
        ("I sold the boat in 2009.", False, "“I sold the boat in 2009”"),
        ("Nor will it be painless for us.", False, "“Nor will it be painless for us”"),
        ("“Nobody gains,” said Ms. Park.", False, "“‘Nobody gains,’ said Ms. Park”"),
        ("That happened in Waukesha.", False, "this happened in Waukesha"),
        ("Trade with the U.S. grew.", False, "trade with the U.S. grew"),
    ],
)
def test_a_sentence_reads_on_after_that(sentence: str, order: bool, says: str) -> None:
    clause = clause_of(sentence, order=order, names=("Norway", "Ferry"))
    assert clause is not None
    assert clause.says == says


def test_a_question_is_no_claim() -> None:
    assert clause_of("Who would pay for it?") is None
