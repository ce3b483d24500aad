"""What readers say of themselves where something is to be written for them."""

from __future__ import annotations

import pytest

from bot.request.writer_of import writer_of
from knowledge.argument_map import Side


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "Letter to the paper from a nurse who worked in Daegu and believes the tariff is unfair",
            ("I am a nurse.", "I worked in Daegu.", "I believe the tariff is unfair."),
        ),
        (
            "Email my mayor: I'm a welder, my mother came from Jeju, and I have two kids. Short please.",
            ("I'm a welder.", "My mother came from Jeju.", "I have two kids."),
        ),
        (
            "a post: as a bus driver, I think we owe them more",
            ("I am a bus driver.", "I think we owe them more."),
        ),
        ("Write a note saying allies should be treated well", ("I think allies should be treated well.",)),
        ("two lines to the editor saying I was not persuaded", ("I was not persuaded by the op-ed.",)),
    ],
)
def test_what_they_tell_stands_in_the_first_person(text: str, says: tuple[str, ...]) -> None:
    assert writer_of(text).says == says


@pytest.mark.parametrize(
    "text",
    [
        "I'd like a letter to my senator. I need it by noon.",
        "My uncle lives in Busan. Write a kind note to him.",  # told of whoever gets it, not of who writes
        "Put it as a short note, and tell him what the papers are saying",
        "I want you to write a post. Can I use it on my page?",
        "a letter from the perspective of the left",
        "a note. I know the op-ed says that the tariff is paid",  # nobody here vouches for that
        "I want her to oppose the bill, so write a letter",
    ],
)
def test_wishes_and_what_is_said_of_others_are_not_theirs(text: str) -> None:
    assert writer_of(text).says == ()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("a post, I don't buy this op-ed", "against"),
        ("Say that I wasn't persuaded", "against"),
        ("letter: the author forgets my generation", "against"),
        ("Tell him that I agree", "for"),
        ("write a note to my aunt", None),
    ],
)
def test_who_was_convinced(text: str, stance: Side | None) -> None:
    assert writer_of(text).stance == stance


def test_what_the_addressee_thinks_is_not_what_the_writer_thinks() -> None:
    by = writer_of("a note to my neighbor who believes they never paid")
    assert (by.position, by.addressee_thinks, by.says) == ("", "they never paid", ())


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Write to my landlord why the bridge should stay open", "the bridge should stay open"),
        ("Write a note. Why is the bridge closed?", ""),
        ("a post on why bridges", ""),
    ],
)
def test_the_claim_that_reasons_are_wanted_for_is_the_position(text: str, position: str) -> None:
    by = writer_of(text)
    assert (by.position, by.says) == (position, ())
