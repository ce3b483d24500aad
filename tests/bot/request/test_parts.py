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
