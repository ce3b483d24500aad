"""What can be asked."""

from __future__ import annotations

import pytest

from bot.errors import BotError
from bot.request.question import ask
from bot.request.request import LONGEST


@pytest.mark.parametrize(
    ("text", "says"), [("", "is empty"), (" \n\t", "is empty"), ("x" * (LONGEST + 1), "shorten it")]
)
def test_a_question_that_cannot_be_read_says_what_to_do(text: str, says: str) -> None:
    with pytest.raises(BotError, match=says):
        ask(text)


def test_an_unknown_mode_names_those_there_are() -> None:
    with pytest.raises(BotError, match="there is no mode 'sing'; choose one of: ask, for, against, debate"):
        ask("Hello", "sing")


@pytest.mark.parametrize(
    ("text", "made_up"),
    [
        ("Suppose the toll is 9 dollars. Who stays away?", True),
        ("ok imagine the vote fails on May 2, what then", True),
        ("Does the writer assume that the toll is 9 dollars?", False),
        ("Would a toll of 9 dollars hurt?", False),
    ],
)
def test_only_who_says_so_makes_something_up(text: str, made_up: bool) -> None:
    assert ask(text).imagines is made_up
