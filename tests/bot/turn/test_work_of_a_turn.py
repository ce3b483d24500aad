"""How much a turn reads with the transformers: what takes most of its time, counted and not clocked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.request.question import Mode
from bot.turn.bot import Bot
from knowledge.encoders import Pair
from knowledge.encoders.cross_encoder import CrossEncoder
from tests.bot.debate.playing import DEFICIT, play


@pytest.fixture
def pairs_read(monkeypatch: pytest.MonkeyPatch) -> set[Pair]:
    """The pairs that are read from now on, each once."""
    read: set[Pair] = set()
    score = CrossEncoder.score

    def counted(self: CrossEncoder, pairs: Sequence[Pair]) -> object:
        read.update(pairs)
        return score(self, pairs)

    monkeypatch.setattr(CrossEncoder, "score", counted)
    return read


@pytest.mark.parametrize(
    ("asked", "mode", "most"),
    [
        ("How high is the levy on Korean goods?", "ask", 6),
        ("Who says that Seoul wants to be independent of Washington?", "ask", 20),
        ("Give me your strongest argument.", "for", 10),
        ("The deficit is real, so why stop pushing?", "for", 12),
    ],
)
def test_a_message_is_read_beside_few_texts(
    brief_bot: Bot, pairs_read: set[Pair], asked: str, mode: Mode, most: int
) -> None:
    brief_bot.reply(asked, mode)
    assert len(pairs_read) <= most


def test_a_turn_of_a_debate_reads_some_dozens(brief_bot: Bot, pairs_read: set[Pair]) -> None:
    asked = "And who pays if Beijing buys less? Name one thing that Seoul refused. It never refused anything."
    play(brief_bot, "for", DEFICIT, asked)
    assert 0 < len(pairs_read) <= 100
