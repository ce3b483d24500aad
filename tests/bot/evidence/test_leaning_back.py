"""Sentences that leave out what the one before has said."""

from __future__ import annotations

import pytest

from bot.evidence.leaning_back import leaves_out


@pytest.mark.parametrize(
    "text", ["They do.", "I have, as it turns out.", "Multiply, and the sum is nine.", "It isn’t."]
)
def test_a_sentence_that_leaves_something_out_leans_on_the_one_before(text: str) -> None:
    assert leaves_out(text)


@pytest.mark.parametrize(
    "text", ["They do their work at night.", "It is late.", "Salt and pepper, and bread, are cheap."]
)
def test_a_sentence_that_says_it_all_does_not(text: str) -> None:
    assert not leaves_out(text)
