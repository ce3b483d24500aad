"""Self-contradictions that are told: all but certain ones, and no others."""

from __future__ import annotations

import pytest

from bot.debate.clashes import clash, contradictions_of
from bot.debate.points import Point
from bot.debate.state import Debate


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The sanctions hurt Iranian bakers.", "The sanctions do not hurt Iranian bakers."),
        ("Norway is a reliable partner of ours, so we should pay.", "Norway is no reliable partner of ours."),
        ("The mayor plans a toll of 4 dollars.", "The mayor plans a toll of 9 dollars."),
    ],
)
def test_what_surely_cannot_both_hold_clashes(one: str, other: str) -> None:
    assert clash(one, other)
    assert clash(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # nobody denies what the other says
        (
            "Merkel urged Athens once, and nobody in the bank objected.",
            "Merkel pressed Athens to cut spending.",
        ),
        # said again in other words, with a denial of something else
        (
            "The budget gap is 40 billion euros and it grew.",
            "The budget gap is 40 billion euros, and no trifle.",
        ),
        # then and now
        ("Athens was a reliable partner of Berlin.", "Athens is no reliable partner of Berlin."),
        # supposed, asked, and only possible
        ("If the toll rises, the shops do not close.", "The shops close."),
        ("Isn't a bridge worth more than a toll?", "A toll is not worth more than a bridge."),
        ("The toll could close the shops.", "The toll does not close the shops."),
    ],
)
def test_what_may_both_hold_does_not_clash(one: str, other: str) -> None:
    assert clash(one, other) is None
    assert clash(other, one) is None


def test_what_is_granted_contradicts_nothing() -> None:
    said = Point(1, 1, "reader", "claim", "The toll hurts the shops.")
    debate = Debate("against").with_round((said,))
    granted = Point(2, 2, "reader", "concession", "The toll does not hurt the shops.")
    assert not contradictions_of(debate, [granted])
    assert contradictions_of(debate, [Point(2, 2, "reader", "claim", granted.text)])
