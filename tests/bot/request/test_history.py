"""What a conversation passes on of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.request.history import Exchange, as_told
from tests.servers.writing import QUESTION, RIVAL, says, served


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


def test_long_histories_are_cut_to_their_bounds(home: Path) -> None:
    history = [Exchange(f"Question {number}?", "The op-ed says that much. " * 40) for number in range(60)]
    with served(home, says(RIVAL)) as (bot, server):
        bot.reply(QUESTION, history=history)
    told = server.asked[0]["messages"][-1]["content"].split("<history>")[1].split("</history>")[0]
    assert len(told) < 12_000
    assert "Question 59?" in told
    assert "Earlier, the reader asked" in told


def test_a_history_is_told_in_full_at_its_end_and_in_short_before() -> None:
    history = [Exchange(f"Question {number}?", f"First {number}. Second {number}.") for number in range(30)]
    told = as_told(history, tokens=60)
    assert "Reader: Question 29?\nReply: First 29. Second 29." in told
    assert "Question 20? The reply began: First 20." in told
    assert "Second 20" not in told
    assert "Question 3?" not in told
    assert as_told([]) == "(none)"
