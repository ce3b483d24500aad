from __future__ import annotations

import pytest

from bot.request.standpoint import argues_own, standpoint_in


@pytest.mark.parametrize(
    ("message", "people", "taken"),
    [
        ("attack the toll from the right", "the right", True),
        ("speak for somebody who drives to work", "somebody who drives to work", True),
        ("As a retired teacher, what would I say for it?", "a retired teacher", True),
        ("sell it to a mayor who hates cars", "a mayor who hates cars", False),
        ("a talk for an audience of shopkeepers", "an audience of shopkeepers", False),
        ("write it so that drivers in Leeds care", "drivers in Leeds", False),
    ],
)
def test_people_are_named_who_argue_or_are_argued_with(message: str, people: str, taken: bool) -> None:
    found = standpoint_in(message)
    assert found is not None
    assert (found.people, found.taken) == (people, taken)


@pytest.mark.parametrize(
    "message",
    [
        "give it to me as a list",
        "for dinner on Sunday",
        "a case for going easier on drivers",
        "as a matter of fact",
    ],
)
def test_what_names_no_people_names_no_standpoint(message: str) -> None:
    assert standpoint_in(message) is None


def test_an_argument_that_is_to_be_made_is_told_from_one_that_is_to_be_met() -> None:
    assert argues_own("Tolls are theft. Argue it that way.")
    assert not argues_own("Tolls are theft. What do you say to that?")
