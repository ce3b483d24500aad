from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.judge import CARRIED, judge
from bot.judge.pairs import pairs_in, read_pairs

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
        ("Penguins nest on the roof of the casino.", "nothing of"),
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


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2"),
        ('{"claim": "x"}', "line 2: passages"),
        ('{"claim": "x", "passages": ["y"], "label": 3}', "line 2: label"),
    ],
)
def test_a_broken_pair_names_file_and_line(line: str, says: str) -> None:
    lines = io.StringIO('{"claim": "x", "passages": ["y"], "id": 7}\n' + line + "\n")
    with pytest.raises(BotError, match=says):
        list(pairs_in(lines, "pairs.jsonl"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="cannot read"):
        read_pairs(tmp_path / "none.jsonl")
