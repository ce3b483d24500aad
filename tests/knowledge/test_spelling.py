from __future__ import annotations

import pytest

from knowledge.spelling import Spelling

ENGLISH = ("the", "is", "how", "high", "should", "shout", "because", "actually", "communist", "sk")
SPELLING = Spelling(
    ["How high is the tariff? The deficit is large.", "The opposition concedes."],
    ["South Korea", "Lee"],
    ENGLISH * 600,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how high is the tarif", "how high is the tariff"),
        ("the defecit", "the deficit"),
        ("shoud the oppositon", "should the opposition"),
        ("becuase", "because"),
        ("isnt the tariff high", "isn't the tariff high"),
        ("the deficits", "the deficits"),  # another form of a word that is known
        ("concede", "concede"),
        ("Lea", "Lea"),  # a name
        ("ROK's tariff", "South Korea's tariff"),
        ("xyzzy", "xyzzy"),
    ],
)
def test_what_nobody_knows_is_put_right(typed: str, meant: str) -> None:
    assert SPELLING.right(typed) == meant


def test_initials_of_a_name_stand_for_it_unless_they_are_a_common_word() -> None:
    assert Spelling([], ["South Korea"], ["the"]).right("does SK pay") == "does South Korea pay"
    assert SPELLING.right("does sk pay") == "does sk pay"


def test_letters_doubled_in_the_wrong_place_are_one_change() -> None:
    spelling = Spelling(["The tariff was dropped."], [], ["the", "was", "dropped"])
    assert spelling.right("the tarrif was droped") == "the tariff was dropped"
