"""Orders, told by how they open."""

from __future__ import annotations

import pytest

from knowledge.mining.imperatives import is_order


@pytest.mark.parametrize(
    "text",
    [
        "Raise the limit to $40.",
        "Don't wait for the state.",
        "Please do not move it.",
        "If the spawn doubles, open the season.",
        "Do both.",
        "Tie it up from November to March.",
        "Frame every one of them.",
    ],
)
def test_a_sentence_that_opens_with_its_verb_is_an_order(text: str) -> None:
    assert is_order(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council should end the fee.",
        "Test scores fell.",
        "Councils the size of ours should act.",
        "He her friend trusted should go.",
        "Reading the bill, one should say no.",
    ],
)
def test_a_sentence_with_a_subject_is_none(text: str) -> None:
    assert not is_order(text)
