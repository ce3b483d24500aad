"""Questions of what an author wants."""

from __future__ import annotations

import pytest

from bot.evidence.wanted import asks_all_that_is_wanted, asks_what_is_wanted
from bot.request.question import Question


@pytest.mark.parametrize(
    "text",
    [
        "Does the author want the pool shut?",
        "Is she saying that people should stop swimming?",
        "Is he against lifeguards?",
        "Does the column support the new fee?",
    ],
)
def test_whether_the_author_wants_something_is_told(text: str) -> None:
    assert asks_what_is_wanted(Question(text))


@pytest.mark.parametrize(
    "text", ["Does the pool want repair?", "Is the water cold?", "Does he say who paid?"]
)
def test_other_questions_are_not_about_what_is_wanted(text: str) -> None:
    assert not asks_what_is_wanted(Question(text))


def test_what_the_author_wants_of_somebody_is_all_that_is_wanted() -> None:
    assert asks_all_that_is_wanted(Question("What exactly does the writer want the mayor to do?"))
    assert not asks_all_that_is_wanted(Question("What does the mayor want?"))
