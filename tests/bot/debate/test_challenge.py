"""Which words of a message want an answer before the rest."""

from __future__ import annotations

import pytest

from bot.debate.challenge import (
    beside_call,
    calls_to_close,
    challenges_in,
    closes_with,
    is_closed_with,
    wants,
)
from bot.debate.heard import Challenge
from bot.debate.points import Point
from bot.debate.state import Debate

NEW = Debate("for")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (["The gap is large.", "Who closes it?"], "Who closes it?"),
        (["Name one partner that was lost."], "Name one partner that was lost."),
        (["He gave way.", "why would they stop now"], "why would they stop now"),
        (["Never mind speeches, tell me why it matters."], "tell me why it matters."),
        (["I asked who fills the hole and you told me a story."], "Who fills the hole?"),
        (["You still haven't said what comes after the talks."], "What comes after the talks?"),
    ],
)
def test_what_waits_for_an_answer_is_heard_however_it_is_put(said: list[str], asked: str) -> None:
    assert challenges_in(said, NEW)[0].text == asked


def test_the_last_question_counts_before_the_ones_in_front_of_it() -> None:
    texts = [one.text for one in challenges_in(["Is it wise?", "It costs us.", "And who gains by it?"], NEW)]
    assert texts == ["And who gains by it?", "Is it wise?"]


def test_to_quote_a_question_puts_none() -> None:
    assert not challenges_in(["“A better way to the same end”?", "That is no plan."], NEW)


def test_a_question_that_is_only_said_to_be_passed_over_is_that_of_the_round_before() -> None:
    asked = Point(1, 1, "reader", "claim", "It is steep. Who carries the cost?")
    debate = Debate("for", rounds=1, points=(asked,))
    (challenge,) = challenges_in(["You dodged that."], debate)
    assert challenge.text == "Who carries the cost?"
    assert challenge.owed


def test_points_of_a_list_are_each_to_be_answered() -> None:
    said = "Close, and answer my three points: the price, that trust is slow, and why nobody else follows."
    assert [one.text for one in challenges_in([said], NEW)] == [
        "the price",
        "trust is slow",
        "why nobody else follows",
    ]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("Give me a number for that.", "number"),
        ("Name one such case.", "name"),
        ("Where in the piece does it say so?", "passage"),
        ("Why does it matter?", None),
    ],
)
def test_what_only_the_text_could_give_is_known(asked: str, wanted: str | None) -> None:
    assert wants(Challenge(asked, asked)) == wanted


@pytest.mark.parametrize(
    "words",
    ["Wrap this up, please.", "Okay, sum it up.", "Please close, and be brief.", "Your closing statement?"],
)
def test_a_call_to_close_is_told_by_its_words(words: str) -> None:
    assert calls_to_close(words)


@pytest.mark.parametrize(
    "words", ["They could close the gap.", "He seeks close ties.", "The closing sentence asks for both."]
)
def test_to_speak_of_closing_calls_for_none(words: str) -> None:
    assert not calls_to_close(words)


def test_what_stands_beside_a_call_to_close_is_asked_as_well() -> None:
    assert beside_call("Wrap it up, and tell me where you were weakest.") == "tell me where you were weakest."
    assert not beside_call("Wrap it up, please.")
    assert not beside_call("Wrap it up: who won?")


def test_what_a_closing_is_to_hold_is_told_by_its_words() -> None:
    assert closes_with(["Wrap it up: who won?"]) == ("verdict",)
    assert closes_with(["Close now.", "Give me your strongest argument."]) == ("own best",)
    assert closes_with(["Your closing, please, and say where you are weakest."]) == ("own weakest",)
    assert closes_with(["That was your best argument.", "Close now."]) == ()
    assert not is_closed_with("What was the best point of mine?")
