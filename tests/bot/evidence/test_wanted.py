"""Questions of what an author wants."""

from __future__ import annotations

import pytest

from bot.evidence.wanted import (
    asks_all_that_is_wanted,
    asks_main_points,
    asks_what_is_wanted,
    asks_why_the_author,
    wants_no_figures,
)
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


def test_why_an_author_is_for_or_against_something_asks_for_the_reasons_of_the_piece() -> None:
    assert asks_why_the_author(Question("why does the author oppose the pool"))
    assert asks_why_the_author(Question("Why is she against lifeguards?"))
    assert not asks_why_the_author(Question("Why does the pool leak?"))
    assert not asks_why_the_author(Question("Why does he think that the water is cold?"))


def test_main_points_and_no_figures_are_told() -> None:
    assert asks_main_points(Question("list the key arguments"))
    assert not asks_main_points(Question("list what the council should do"))
    assert wants_no_figures(Question("the case against it, without any statistics"))
    assert not wants_no_figures(Question("the case against it, with numbers"))
