"""On which side words stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from bot.request.taking_sides import Taking
from knowledge.argument_map import Side
from tests.bot.request.table_leanings import leanings

PARKING = {"I support more parking.": 0.05, "I oppose more parking.": 0.95}


@pytest.mark.parametrize(("probability", "side"), [(0.95, "for"), (0.6, None), (0.02, "against")])
def test_an_argument_has_a_side_only_where_that_is_sure(probability: float, side: str | None) -> None:
    assert leanings({"Cars stink.": probability}).of_argument("Cars stink.") == side


def test_a_thing_is_read_in_two_sentences_of_opposite_sense() -> None:
    assert leanings(PARKING).of_thing("more parking.") == "against"
    assert leanings({"I support trams.": 0.95, "I oppose trams.": 0.9}).of_thing("trams") is None


@pytest.mark.parametrize(
    ("taking", "side"),
    [
        (Taking("reader", "for"), "against"),
        (Taking("bot", "for"), "for"),
        (Taking("reader", "for", "more parking"), "for"),
        (Taking("bot", "against", "more parking"), "for"),
        (Taking("bot", "for", "something else"), None),
    ],
)
def test_the_bot_is_on_the_other_side_of_what_the_reader_takes(taking: Taking, side: str | None) -> None:
    assert leanings(PARKING).taken_by_bot(taking) == side


@dataclass(frozen=True)
class _Wishes:
    side: Side | None

    def side_of(self, argument: str) -> Side | None:
        return self.side


@pytest.mark.parametrize(
    ("probability", "wished", "side"),
    [(0.5, "against", "against"), (0.95, "for", "for"), (0.95, "against", None), (0.95, None, "for")],
)
def test_what_a_reader_wants_done_tells_unless_the_argument_tells_otherwise(
    probability: float, wished: Side | None, side: Side | None
) -> None:
    told = replace(leanings({"Close it.": probability}), wishes=_Wishes(wished))
    assert told.of_argument("Close it.") == side


def test_words_of_debaters_choose_a_side_only_where_they_are_meant_so() -> None:
    told = leanings(choices=["I'll take con."])
    assert told.chooses("I'll take con.")
    assert not told.chooses("The opposition is against it.")
    assert not leanings(choices=["Cars stink."]).chooses("Cars stink.")
