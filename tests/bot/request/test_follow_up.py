"""What a follow-up leaves out is put in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.output.schema import as_object
from bot.request.follow_up import asks_its_ground, resolve
from bot.request.history import Exchange
from bot.request.question import ask
from knowledge.topic import Topic
from tests.servers.scripted_openai import Answer
from tests.servers.writing import FAULTS, QUESTION, RIVAL, WAITS, says, served


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


# ── conversation and language ──

BEFORE = (
    Exchange(
        "Who went to the celebrations in 2025?", "The op-ed says that Lee has been invited.", cites=(35,)
    ),
)


def condensing(words: str, then: str) -> Answer:
    return lambda body: (200, words if "You read messages" in body["messages"][-1]["content"] else then)


def test_a_follow_up_is_resolved_by_the_model(home: Path) -> None:
    answer = condensing(
        "Who went to the celebrations in 2015?",
        "report [36]: The op-ed says that Park Geun-hye had attended the event in 2015.",
    )
    with served(home, answer) as (bot, server):
        reply = bot.reply("and in 2015?", history=BEFORE)
    assert reply.plan.question.text == "Who went to the celebrations in 2015?"
    assert as_object(reply)["understood"] == "Who went to the celebrations in 2015?"
    assert "and in 2015?" in server.asked[1]["messages"][-1]["content"]
    assert "celebrations in 2025" in server.asked[0]["messages"][-1]["content"]


@pytest.mark.slow
def test_a_follow_up_is_resolved_by_rules_where_the_model_fails(home: Path) -> None:
    with served(home, lambda body: FAULTS["500"](), **WAITS) as (bot, _):
        reply = bot.reply("and in 2015?", history=BEFORE)
    assert reply.plan.question.text == "Who went to the celebrations in 2015?"
    assert any(36 in statement.cites for statement in reply.statements)


def test_a_first_question_costs_one_call(home: Path) -> None:
    with served(home, says(RIVAL)) as (bot, server):
        bot.reply(QUESTION)
    assert len(server.asked) == 1


TARIFF = Exchange(
    "How high is the tariff?", "The op-ed says that Trump plans a tariff of 25 percent.", "ask", None, (4,)
)


@pytest.mark.parametrize(
    ("before", "said", "understood"),
    [
        (
            Exchange("Who went to the celebrations in 2025?", "…"),
            "and in 2015?",
            "Who went to the celebrations in 2015?",
        ),
        (
            Exchange("Is Japan an essential ally?", "…"),
            "what about South Korea?",
            "Is South Korea an essential ally?",
        ),
        (
            Exchange("What does Lee want?", "The op-ed says that Lee hopes for a deal."),
            "Is he popular?",
            "Is Lee Jae-myung popular?",
        ),
        (TARIFF, "When does it start?", "When does it start: How high is the tariff?"),
        (TARIFF, "why?", "Why: How high is the tariff?"),
        (TARIFF, "tell me more", "How high is the tariff?"),
        (TARIFF, "and who demands it?", "who demands it? How high is the tariff?"),
        (TARIFF, "What is the deficit?", "What is the deficit?"),
        (TARIFF, "Is it true that Japan left the alliance?", "Is it true that Japan left the alliance?"),
        (TARIFF, "hello", "hello"),
    ],
)
def test_what_a_question_leaves_out_is_put_in(
    topic: Topic, before: Exchange, said: str, understood: str
) -> None:
    assert topic.argument_map is not None
    assert resolve(ask(said, "ask", topic.argument_map.names, (before,))).text == understood


@pytest.mark.parametrize(
    ("before", "said", "mode"),
    [
        (
            Exchange("Make the case for easing tariffs", "…", "ask", "for"),
            "argue the other side of that",
            "against",
        ),
        (Exchange("What would a trade hawk say?", "…", "against", "against"), "now for", "for"),
        (Exchange("Should the burdens be eased?", "…", "against", "against"), "and the opposite?", "for"),
    ],
)
def test_the_other_side_of_that_is_argued(before: Exchange, said: str, mode: str) -> None:
    assert resolve(ask(said, "ask", (), (before,))).mode == mode


def test_without_a_history_nothing_is_put_in() -> None:
    assert resolve(ask("and in 2015?")).text == "and in 2015?"


ARGUED = Exchange("They free ride.", "Here is what meets that. It is enough.", "for", "for", (5,))
ASKED = Exchange("Argue against it.", "The harm is small. The gap is large.", "against", "against", (9,))


@pytest.mark.parametrize(
    ("text", "before", "resolved", "mode"),
    [
        ("and how would the author answer that?", ASKED, "The harm is small. The gap is large.", "for"),
        ("what would critics say to that", ARGUED, "They free ride.", "against"),
        ("Now do the other side, just as persuasive.", ARGUED, "Make the case against it", "against"),
        ("Now do the other side, just as persuasive.", ASKED, "Make the case for it", "for"),
    ],
)
def test_what_goes_on_from_an_argument_is_about_its_point(
    text: str, before: Exchange, resolved: str, mode: str
) -> None:
    question = resolve(ask(text, "ask", (), [before]))
    assert (question.text, question.mode) == (resolved, mode)


LISTED = Exchange(
    "Three reasons, please.", "…", "for", "for", (4, 7), ("Tolls pay for the bridge.", "Traffic would thin.")
)


def test_a_point_of_a_list_is_taken_up_as_it_was_said() -> None:
    asked = resolve(ask("Expand on the second point.", "for", history=[LISTED]))
    assert asked.text == "Make the case that traffic would thin."
    told = resolve(ask("the first one", history=[replace(LISTED, mode="ask", side=None)]))
    assert told.text.endswith("Tolls pay for the bridge.")
    assert "Tolls" not in resolve(ask("the fourth one", history=[LISTED])).text


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Where does it say that?", True),
        ("did you invent this", True),
        ("On which passages are you basing that?", True),
        ("Where does it say that bridges are dear?", False),
        ("Which part is about the mayor?", False),
        ("Do you think that is fair?", False),
        ("make it a table", False),
    ],
)
def test_who_asks_where_that_stands_wants_the_passages(text: str, asks: bool) -> None:
    assert asks_its_ground(text) is asks
