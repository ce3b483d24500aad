"""What a model may cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.output.schema import as_object
from bot.turn.turn import NOT_PAID
from tests.servers.writing import QUESTION, RIVAL, says, served


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


# ── money ──


def test_past_the_budget_of_a_day_the_built_in_writer_answers(home: Path, tmp_path: Path) -> None:
    with served(tmp_path, says(RIVAL), tokens_per_day=100) as (bot, server):
        assert not bot.reply(QUESTION).failure
        reply = bot.reply(QUESTION)
    assert "budget" in reply.failure
    assert reply.statements[0] == NOT_PAID.statement
    assert len(server.asked) == 1
    assert any(8 in statement.cites for statement in reply.statements)


def test_each_conversation_has_its_own_budget_in_dollars(tmp_path: Path) -> None:
    with served(tmp_path, says(RIVAL), price_in=10, price_out=30, dollars_per_conversation=0.001) as (bot, _):
        first = bot.reply(QUESTION, conversation="a")
        assert first.usage is not None
        assert first.usage.dollars == pytest.approx(0.0016)
        assert as_object(first)["cost"] == pytest.approx(0.0016)
        assert "budget" in bot.reply(QUESTION, conversation="a").failure
        assert not bot.reply(QUESTION, conversation="b").failure


def test_a_turn_is_stopped_at_its_budget(tmp_path: Path) -> None:
    long = "\n".join(
        f"report [8]: The op-ed says that China is rival number {number}." for number in range(4000)
    )
    with served(tmp_path, says(RIVAL, long), tokens_per_turn=3000) as (bot, _):
        reply = bot.reply(QUESTION)
    assert "the turn's budget" in reply.failure or reply.withheld_count <= 12
