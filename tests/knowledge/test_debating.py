"""How sentences of a debate are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import KnowledgeError
from knowledge.debating import MEANT, DebateReader, FittedDebating
from knowledge.encoders.act_reader import ActReader
from knowledge.encoders.sentence_encoder import SentenceEncoder


@pytest.fixture(scope="module")
def reader() -> DebateReader:
    return DebateReader(SentenceEncoder(), ActReader())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("A toll hits those who can least afford it.", "argue"),
        ("That proves nothing at all.", "challenge"),
        ("Okay, that one goes to you.", "concede"),
        ("You are a complete fool.", "insult"),
        ("You simply have to admit that I am right.", "insist"),
        ("Please wind up with your summary.", "closing"),
        ("Have I left any point of yours unanswered?", "score"),
        ("Which side is yours again?", "which side"),
    ],
)
def test_a_sentence_is_read_for_what_it_does(reader: DebateReader, said: str, meant: str) -> None:
    assert reader.read([said])[0].best == meant


def test_the_ways_are_probabilities(reader: DebateReader) -> None:
    (one,) = reader.read(["Seoul should pay."])
    assert set(one.odds) == set(MEANT)
    assert sum(one.odds.values()) == pytest.approx(1.0, abs=1e-3)
    assert reader.read([]) == []


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "debating.npz").write_bytes(b"PK")
    with pytest.raises(KnowledgeError, match=r"python -m evals\.fit_turns"):
        FittedDebating.load(tmp_path / "debating.npz")
