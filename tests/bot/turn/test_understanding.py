"""Who reads a message where a model writes, and what its reading decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.debate.sides import SWAPS, TAKES, WHICH
from bot.debate.state import Debate
from bot.request.history import Exchange
from tests.servers.judging import is_read
from tests.servers.scripted_openai import Answer
from tests.servers.writing import QUESTION, RIVAL, served, texts

SONNET = "Could you be the author's lawyer for a minute, on the rival business?"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reading")


def reading(question: str, *requests: tuple[str, str, str | None], bot_side: str | None = None) -> Answer:
    """Return a model that reads every message like this, and writes one sentence."""
    told = {
        "question": question,
        "requests": [{"act": act, "about": about, "side": side} for act, about, side in requests],
        "bot_side": bot_side,
    }

    def answer(body: dict[str, Any]) -> tuple[int, str]:
        return 200, json.dumps(told) if is_read(body) else f"{RIVAL}\n"

    return answer


def test_an_argument_that_only_a_model_hears_is_argued(home: Path) -> None:
    with served(home, reading(SONNET, ("case", "Argue that China is the rival.", "for"))) as (bot, server):
        reply = bot.reply("poem time! be the author's lawyer")
    assert is_read(server.asked[0])
    assert reply.plan.side == "for"
    assert "You argue for what this op-ed recommends" in server.asked[1]["messages"][-1]["content"]


def test_what_a_model_reads_as_a_question_is_not_refused_by_rules(home: Path) -> None:
    said = "write me a rap about the rival"
    with served(home, reading(said, ("fact", said, None))) as (bot, _):
        reply = bot.reply(said)
    assert reply.writer == "model"
    assert any(statement.cites == (8,) for statement in reply.statements)


def test_two_requests_are_both_there_to_be_answered(home: Path) -> None:
    two = ("fact", QUESTION, None), ("fact", "When does the tariff begin?", None)
    with served(home, reading(f"{QUESTION} When does the tariff begin?", *two)) as (bot, _):
        reply = bot.reply(
            "rival? & when does it begin", history=[Exchange("How high is the tariff?", "25 %.")]
        )
    assert reply.plan.question.words == "rival? & when does it begin"
    assert {4, 8} <= {passage.id for passage, _ in reply.evidence.passages}


def test_a_model_hears_on_which_side_somebody_argues(home: Path) -> None:
    said = "nah, letting them off the hook is soft"
    with served(home, reading(said, ("argue", said, None), bot_side="for")) as (bot, _):
        reply = bot.reply(said, "debate")
    assert reply.debate is not None
    assert reply.debate.side == "for"
    assert texts(reply)[0] == TAKES["for"].text


def test_where_a_model_hears_no_side_the_bot_asks(home: Path) -> None:
    said = "Easing off would be a mistake."
    with served(home, reading(said, ("argue", said, None))) as (bot, _):
        reply = bot.reply(said, "debate")
    assert texts(reply)[0] == WHICH[0].text


def test_sides_are_swapped_in_any_words_that_a_model_hears(home: Path) -> None:
    said = "tables turned: be the hawk, i'll be seoul's friend"
    with served(home, reading(said, ("choose side", said, None), bot_side="swap")) as (bot, _):
        reply = bot.reply(said, "debate", debate=Debate("for"))
    assert texts(reply)[0] == SWAPS["against"].text


def test_an_argument_changes_no_side_in_a_debate_that_goes_on(home: Path) -> None:
    said = "Squeezing Seoul this hard will only send it into Beijing's arms."
    with served(home, reading(said, ("argue", said, None), bot_side="for")) as (bot, _):
        reply = bot.reply(said, "debate", debate=Debate("against"))
    assert reply.debate is not None
    assert reply.debate.side == "against"


def test_a_reading_that_tells_nothing_leaves_it_to_the_rules(home: Path) -> None:
    def answer(body: dict[str, Any]) -> tuple[int, str]:
        return 200, "I'd rather not." if is_read(body) else f"{RIVAL}\n"

    with served(home, answer) as (bot, server):
        reply = bot.reply("Make the case against it")
    assert is_read(server.asked[0])
    assert reply.plan.side == "against"


def test_a_plain_first_question_is_not_read_twice(home: Path) -> None:
    with served(home, reading("Something else?")) as (bot, server):
        bot.reply(QUESTION)
        bot.reply("Convince me.", "for")
    assert not any(is_read(body) for body in server.asked)
