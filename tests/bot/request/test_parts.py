from __future__ import annotations

import pytest

from bot.request.parts import asks_something, greets, parts_of


@pytest.mark.parametrize(
    ("message", "asked", "told"),
    [
        ("How high is the toll?", ["How high is the toll?"], []),
        ("how high is the toll and when does it start", ["how high is the toll", "when does it start"], []),
        ("when is the vote, who pays, and who votes", ["when is the vote", "who pays", "who votes"], []),
        ("who pays? who collects it?", ["who pays?", "who collects it?"], []),
        ("whats the toll and who wants it, a table", ["whats the toll", "who wants it, a table"], []),
        ("in two lines: who pays, since when?", ["who pays", "since when?"], ["in two lines"]),
        (
            "We meet at noon. In bullets: who pays, what it buys, what comes next",
            ["who pays", "what it buys", "what comes next"],
            ["We meet at noon.", "In bullets"],
        ),
        ("Could I have: 1) the toll 2) its date", ["the toll", "its date"], ["Could I have:"]),
        ("Hi! Who pays? Thank you.", ["Who pays?"], ["Hi!", "Thank you."]),
        ("who pays? my dad says nobody does", ["who pays?"], ["my dad says nobody does"]),
        ("sum it up for my boss, she has a meeting", ["sum it up for my boss"], ["she has a meeting"]),
        ("I am 15, can you explain it?", ["can you explain it?"], ["I am 15"]),
        (
            "need a reply to that, which they keep pressing",
            ["need a reply to that, which they keep pressing"],
            [],
        ),
        # nothing of these is taken apart
        (
            "what if he pays before May, what happens then",
            ["what if he pays before May, what happens then"],
            [],
        ),
        ("Is it proven or is it only an opinion?", ["Is it proven or is it only an opinion?"], []),
        ("compare cars and buses, before and now", ["compare cars and buses, before and now"], []),
        ("the toll has been unfair for years", ["the toll has been unfair for years"], []),
        ("who wants what here - mayor, drivers", ["who wants what here - mayor, drivers"], []),
    ],
)
def test_what_is_asked_stands_apart_from_what_is_told(
    message: str, asked: list[str], told: list[str]
) -> None:
    parts = parts_of(message)
    assert [part.text for part in parts if part.kind == "asks"] == asked
    assert [part.text for part in parts if part.kind == "tells"] == told


@pytest.mark.parametrize(
    "text", ["Hello!", "hi there", "Dear Sir or Madam", "thanks a lot", "Good morning, all"]
)
def test_a_greeting_is_no_request(text: str) -> None:
    assert greets(text)
    assert not greets(f"{text} who pays")


def test_an_order_is_no_question() -> None:
    assert asks_something("so who pays")
    assert not asks_something("write a poem about it")


def test_wishes_in_a_row_or_behind_numbers_stand_apart() -> None:
    for message in (
        "give me the thesis, a quote and one flaw",
        "1) who pays 2) since when",
        "what's the claim, what's the proof",
    ):
        asked = [part for part in parts_of(message) if part.kind == "asks"]
        assert len(asked) > 1
        assert all(part.apart for part in asked)


def test_orders_that_are_put_in_order_stand_apart() -> None:
    parts = parts_of("First sum it up in a line, then list the tolls")
    assert [(part.text, part.apart) for part in parts] == [
        ("sum it up in a line", True),
        ("list the tolls", True),
    ]
    assert not any(part.apart for part in parts_of("Put their view first, then answer it."))


def test_how_something_is_to_be_done_is_no_wish_of_its_own() -> None:
    parts = parts_of("Sum it up. Don't use numbers. Include the mayor.")
    assert [part.kind for part in parts] == ["asks", "bounds", "bounds"]
    assert [part.kind for part in parts_of("list four tolls, whats the best one")] == ["asks", "bounds"]


def test_what_is_said_of_two_things_is_one_wish() -> None:
    assert len(parts_of("compare what drivers want and what riders want")) == 1


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ('What does "levy" mean? And "crew", too.', ['What does "levy" mean?', 'What does "crew" mean?']),
        ("Tell me the best point. And the worst.", ["Tell me the best point.", "give me the worst point"]),
        ("What if it rains? And if it snows?", ["What if it rains?", "What if it snows?"]),
        ("Rebut the price claim, then the noise claim.", ["Rebut the price claim", "Rebut the noise claim"]),
        ("Answer two things: who pays, and since when?", ["who pays", "since when?"]),
        (
            "Say in one line who pays, and in another one who gains.",
            ["Say in one line who pays", "in another one who gains."],
        ),
        ("what's the price & who sets it", ["what's the price", "who sets it"]),
    ],
)
def test_a_second_wish_is_spelt_out_where_it_leaves_words_out(message: str, asked: list[str]) -> None:
    assert [part.text for part in parts_of(message) if part.kind == "asks"] == asked
