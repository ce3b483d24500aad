"""A chat model about an op-ed that nobody reviewed argues from its passages, not from what was guessed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.build import build
from bot.settings import Settings
from bot.topics.add import add_topic
from bot.turn.bot import Bot
from knowledge.loaders import load_document
from tests.servers.judging import is_check, is_read, judged
from tests.servers.scripted_openai import Scripted

COLUMN = Path(__file__).parents[2] / "evals" / "sets" / "blind" / "2026-11-26-unseen-2" / "piece-1.txt"
OWN = "A government that need not hurry need not skip its critics."
GRANTS = "Two in three voters kept the three-year term in 1990 [37]."
ANSWERS = "Nobody had offered them stronger committees, as far as the op-ed tells [37]."


@contextmanager
def asked(
    home: Path, *sentences: str, reading: dict[str, Any] | None = None
) -> Iterator[tuple[Bot, Scripted]]:
    def writes(body: dict[str, Any]) -> tuple[int, str]:
        return 200, json.dumps(reading) if is_read(body) else " ".join(sentences)

    with Scripted(judged(writes)).running() as server:
        slug = add_topic(load_document(COLUMN), COLUMN.name, home).topic.slug
        bots = build(Settings(home=home, model="openai:m", OPENAI_BASE_URL=server.url, cache=False))
        yield bots.of(slug), server
        bots.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("column")


def test_reasoning_needs_no_map_that_is_sure(home: Path) -> None:
    with asked(home, OWN, GRANTS) as (bot, _):
        reply = bot.reply("Argue against it.", "against")
    assert OWN in [statement.text for statement in reply.statements]
    assert not reply.withheld


def test_no_side_that_was_only_guessed_is_told_to_the_model(home: Path) -> None:
    with asked(home, GRANTS, ANSWERS) as (bot, server):
        bot.reply("Make the case for the author.", "for")
    wrote = next(body for body in server.asked if not is_check(body) and not is_read(body))
    assert "helps the case" not in wrote["messages"][-1]["content"]


def test_the_bot_takes_the_other_side_than_the_reader(home: Path) -> None:
    said = "Four years is just common sense."
    told = {
        "question": said,
        "requests": [{"act": "argue", "about": said, "side": None}],
        "bot_side": "for",
    }
    with asked(home, GRANTS, reading=told) as (bot, server):
        reply = bot.reply(said, "debate")
    assert reply.plan.side == "for"
    read = next(body for body in server.asked if is_read(body))
    assert "Two in three" not in read["messages"][-1]["content"]
    assert "[37]" in read["messages"][0]["content"]  # it reads the op-ed, not what was guessed of it
    wrote = next(body for body in server.asked if not is_check(body) and not is_read(body))
    assert "Your side is for what the op-ed recommends" in " ".join(wrote["messages"][-1]["content"].split())
