from __future__ import annotations

import pytest

from bot.request.in_a_row import announces, is_thing, items_in, names_thing, thing_in, things_in, wanted_in


@pytest.mark.parametrize(
    ("clause", "things"),
    [
        (
            "Could you give me the thesis, the two best quotes, and one gap?",
            ("Could you give me the thesis", "give me the two best quotes", "give me one gap?"),
        ),
        ("whats the main point and like 2 reasons", ("whats the main point", "give me like 2 reasons")),
        (
            "For the board at noon: a two-line recap, then the risks as bullets",
            ("give me a two-line recap", "give me the risks as bullets"),
        ),
        (
            "list the strongest and weakest claim",
            ("list the strongest claim", "give me the weakest claim"),
        ),
        ("give 2 arguments + a rebuttal of the toll", ("give 2 arguments", "give me a rebuttal of the toll")),
        (
            "give me the claim in two bullets, plus the one number to keep",
            ("give me the claim in two bullets", "give me the one number to keep"),
        ),
        # one thing each
        ("give me every fact and figure in the piece", ()),
        ("compare the claim and the evidence", ()),
        ("give me three arguments, a warrant for each", ()),
        ("what are the arguments for and against", ()),
        ("list the bridges and the ferries", ()),
    ],
)
def test_one_order_that_wants_several_things_is_several(clause: str, things: tuple[str, ...]) -> None:
    assert things_in(clause) == things


@pytest.mark.parametrize(
    ("message", "items", "behind"),
    [
        (
            "Two things: 1) who pays 2) since when? Keep it short.",
            ["who pays", "since when?"],
            "Keep it short.",
        ),
        ("(a) the claim, (b) the proof and (c) one flaw", ["the claim", "the proof", "one flaw"], ""),
        ("Q1: You say it is fair. To whom? Q2: Who pays?", ["You say it is fair. To whom?", "Who pays?"], ""),
        ("The toll is 9 dollars. On June 1. Why?", [], ""),
        ("2) who pays", [], ""),
    ],
)
def test_numbered_items_are_wishes_with_what_they_tell(message: str, items: list[str], behind: str) -> None:
    _, found, after = items_in(message)
    assert (found, after) == (items, behind)


def test_a_thing_is_known_by_its_noun() -> None:
    assert thing_in("give me the main argument") == "bottom line"
    assert thing_in("what's the best proof") == "best evidence"
    assert thing_in("give me the ferries") == ""
    assert is_thing("one weak spot of it")
    assert not is_thing("who pays")
    assert names_thing("what's the evidence?")
    assert not names_thing("what's the evidence for the jam?")


def test_what_somebody_has_to_make_is_wanted() -> None:
    assert wanted_in("I must hand in a short summary by noon") == "give me a short summary"
    assert wanted_in("I read it twice") == ""


def test_what_only_announces_wishes_is_none() -> None:
    assert announces("Two quick questions:")
    assert not announces("Two bridges are closed")
