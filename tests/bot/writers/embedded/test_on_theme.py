"""Points on a theme are chosen from all that is prepared; without one they stand in their order."""

from __future__ import annotations

import pytest

from bot.evidence.themes import names_theme
from bot.turn.bot import Bot
from knowledge.topic import Topic


def _cites(bot: Bot, text: str, mode: str) -> list[set[int]]:
    return [set(one.cites) for one in bot.reply(text, mode).statements if one.kind == "question"]


def test_questions_on_a_theme_rest_on_what_tells_of_it(brief_bot: Bot) -> None:
    asked = _cites(
        brief_bot, "Two crossfire questions about the anti-American street protests, please.", "against"
    )
    assert len(asked) == 2
    assert all(one & {30, 31, 32} for one in asked)


def test_questions_on_nothing_in_particular_are_the_first_of_the_case(brief_bot: Bot) -> None:
    assert brief_bot.topic.playbook is not None
    case = brief_bot.topic.playbook.cases.for_
    assert case is not None
    asked = _cites(brief_bot, "Write me 3 cross-ex questions.", "for")
    assert asked == [set(one.cites) for one in case.cross_examination[:3]]


def test_arguments_about_a_thing_begin_with_the_one_on_it(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Give me three arguments about the trade gap, numbered.", "against")
    first = next(one for one in reply.statements if one.kind == "report")
    assert {20, 21} & set(first.cites)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("four questions about the military base", True),
        ("counterarguments on the deficit", True),
        ("your best arguments for going easy on Seoul", False),
        ("questions on how to grill a hamster", False),
    ],
)
def test_a_theme_is_a_thing_of_the_op_ed(topic: Topic, said: str, named: bool) -> None:
    assert names_theme(said, topic) == named
