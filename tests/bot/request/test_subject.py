"""The words that only say that the document is asked are left out of what is looked for."""

from __future__ import annotations

import pytest

from bot.request.subject import asked_about


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What does the op-ed say about night ferries?", "night ferries?"),
        ("does the article mention bees", "bees"),
        ("Who pays, according to the author?", "Who pays?"),
        ("According to this piece, who pays?", "who pays?"),
        ("What does the author want?", "What does the author want?"),
        ("What does the op-ed say about ?", "What does the op-ed say about ?"),
    ],
)
def test_what_is_asked_about(question: str, about: str) -> None:
    assert asked_about(question) == about
