"""Messages that ask for several things, through the topic that ships."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot
from bot.writers.embedded.part_labels import LABELS
from bot.writers.embedded.writer import OPEN


def _told(bot: Bot, text: str, mode: str = "ask") -> list[str]:
    return [statement.text for statement in bot.reply(text, mode).statements]


@pytest.mark.parametrize(
    ("text", "answered", "place"),
    [
        ("When is Victory Day? And what's the weather like there then?", "September 3", 2),
        ("How long is the flight to Seoul? And when is Victory Day?", "September 3", 1),
    ],
)
def test_a_part_that_has_no_answer_is_said_to_be_open_in_one_sentence(
    brief_bot: Bot, text: str, answered: str, place: int
) -> None:
    told = _told(brief_bot, text)
    assert any(answered in sentence for sentence in told)
    assert told.count(OPEN[place - 1].text) == 1
    assert not set(told) & {one.text for one in OPEN if one is not OPEN[place - 1]}


@pytest.mark.parametrize(
    "text",
    [
        "what is the deadline and what happens if it's missed?",
        "When is Victory Day, and who invited Lee?",
        "Who wrote this? need a cite",
    ],
)
def test_what_an_answer_has_told_is_not_said_to_be_open(brief_bot: Bot, text: str) -> None:
    assert not set(_told(brief_bot, text)) & {one.text for one in OPEN}


def test_what_surely_has_answers_of_its_own_is_told_part_by_part(brief_bot: Bot) -> None:
    text = "How much does Korea pay now for the troops, and how much does Trump want?"
    told = set(_told(brief_bot, text))
    assert brief_bot.topic.playbook is not None
    answers = {one.id: one for one in brief_bot.topic.playbook.answers}
    for name in ("pays-already", "troop-costs"):
        assert told & {sentence.text for sentence in answers[name].sentences()}


def test_who_wrote_it_is_told_once(brief_bot: Bot) -> None:
    told = _told(brief_bot, "Who wrote this? need a cite")
    assert len(told) == len(set(told))
    assert sum("gives no name" in sentence for sentence in told) == 1


def test_what_names_a_date_of_the_op_ed_is_never_said_to_be_missing(brief_bot: Bot) -> None:
    reply = brief_bot.reply("What exactly does the op-ed claim will happen around September 3?")
    assert not reply.abstained
    assert 33 in {number for statement in reply.statements for number in statement.cites}


@pytest.mark.parametrize("mode", ["ask", "against"])
def test_each_of_several_wishes_is_met_under_its_label(brief_bot: Bot, mode: str) -> None:
    told = _told(brief_bot, "I need a one-line recap, the best evidence and the weakest spot", mode)
    for name in ("summary", "best evidence", "weakness"):
        assert LABELS[name].text in told
    assert not set(told) & {one.text for one in OPEN}


def test_a_wish_that_has_no_answer_is_said_to_be_open_in_its_place(brief_bot: Bot) -> None:
    told = _told(brief_bot, "1) when is Victory Day 2) how do I cook rice 3) who invited Lee")
    assert told.count(OPEN[1].text) == 1
    assert any("September 3" in sentence for sentence in told)


def test_so_many_points_as_wishes_are_one_for_each(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Two bullets, please. What's the thesis, what's the recommendation?")
    assert [statement.layout for statement in reply.statements].count("bullet") == 2


def test_what_is_to_be_mentioned_is(brief_bot: Bot) -> None:
    reply = brief_bot.reply("I have to write a summary. Do it in 100 words, and mention Xi.")
    assert "Xi" in reply.text
    assert 75 <= sum(len(statement.text.split()) for statement in reply.statements) <= 115
