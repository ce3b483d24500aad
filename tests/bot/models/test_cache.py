"""What is paid for once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.scripted_openai import Script
from tests.servers.writing import HALF, QUESTION, RIVAL, WAITS, says, served


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


def test_the_same_question_is_paid_for_once_and_the_cache_can_be_off(tmp_path: Path) -> None:
    with served(tmp_path, says(RIVAL), cache=True) as (bot, server):
        first, again = bot.reply(QUESTION), bot.reply(QUESTION)
        assert len(server.asked) == 1
        assert first.statements == again.statements
        assert again.usage is not None
        assert again.usage.cached
        assert again.usage.tokens == 0
        bot.reply("What does China want?")
        assert len(server.asked) == 2
    with served(tmp_path, says(RIVAL), cache=False) as (bot, server):
        bot.reply(QUESTION)
        bot.reply(QUESTION)
        assert len(server.asked) == 2


def test_an_answer_that_broke_off_is_not_kept(tmp_path: Path) -> None:
    with served(tmp_path, lambda body: Script([HALF], end="cut"), cache=True, **WAITS) as (bot, server):
        bot.reply(QUESTION)
        asked = len(server.asked)
        bot.reply(QUESTION)
        assert len(server.asked) > asked
