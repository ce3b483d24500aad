from __future__ import annotations

import pytest

from bot.judge import CARRIED, judge

PASSAGES = (
    "The harbor of Velden was dredged in 2011 at a cost of 40 million dollars.",
    "According to the mayor, the town may close the ferry line next year because too few people use it.",
    "Fishing has declined in the bay since the late 1990s.",
)


@pytest.mark.parametrize(
    "claim",
    [
        "The harbor of Velden was dredged in 2011.",
        "The town may close the ferry line next year, because too few people use it.",
        "Since the late 1990s, fishing in the bay has declined.",
    ],
)
def test_what_the_passages_say_is_carried(claim: str) -> None:
    judgement = judge(claim, PASSAGES)
    assert judgement.supported
    assert judgement.score >= CARRIED


@pytest.mark.parametrize(
    ("claim", "because"),
    [
        ("The harbor of Velden was dredged in 2014.", "2014"),
        ("The harbor of Velden was dredged at a cost of 90 million dollars.", "90 million"),
        ("The town may not close the ferry line next year.", "deny"),
        ("Penguins nest on the roof of the casino.", "nothing about"),
        ("Every harbor in the country was dredged in 2011.", ""),
    ],
)
def test_what_the_passages_do_not_say_is_not_carried(claim: str, because: str) -> None:
    judgement = judge(claim, PASSAGES)
    assert not judgement.supported
    assert because in judgement.reason


def test_the_passage_that_carries_most_is_named() -> None:
    assert judge("Fishing has declined in the bay.", PASSAGES).best == 2


@pytest.mark.parametrize(
    ("claim", "passages"), [("", PASSAGES), ("A claim.", ()), ("A claim.", ("",)), ("…", ("—",))]
)
def test_without_words_nothing_is_carried(claim: str, passages: tuple[str, ...]) -> None:
    judgement = judge(claim, passages)
    assert judgement.score == 0
    assert judgement.best == -1


def test_the_same_pair_gets_the_same_score() -> None:
    assert judge("Fishing has declined.", PASSAGES) == judge("Fishing has declined.", PASSAGES)
