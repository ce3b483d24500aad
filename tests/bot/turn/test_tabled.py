"""Prepared tables, and which one a message asks for."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot


def _heads(bot: Bot, text: str, mode: str = "ask") -> str:
    return next((line for line in bot.reply(text, mode).text.split("\n") if line.startswith("|")), "")


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Set Trump's two terms side by side in a table", "First term"),
        ("a table of who is who", "Part in the op-ed"),
        ("put the two trade deficits into a table please", "The South Korean one"),
        ("all the dates, as a table", "When"),
        ("What did Seoul want from America and what from China? Table with two columns.", "China"),
    ],
)
def test_a_comparison_is_laid_in_the_table_that_was_prepared_for_it(
    brief_bot: Bot, text: str, heads: str
) -> None:
    assert heads in _heads(brief_bot, text)


def test_a_side_lays_facts_in_the_same_table(brief_bot: Bot) -> None:
    text = "a table that compares the first and the second term"
    assert _heads(brief_bot, text, "against") == _heads(brief_bot, text)


def test_where_no_table_was_prepared_the_answer_is_laid_in_rows(brief_bot: Bot) -> None:
    assert _heads(brief_bot, "who shouted yankee go home, as a table") == "| What the op-ed says |"


def test_every_table_is_shown_whole(brief_bot: Bot) -> None:
    playbook = brief_bot.topic.playbook
    assert playbook is not None
    tables = [answer.table for answer in playbook.answers if answer.table]
    assert len(tables) >= 10
    reply = brief_bot.reply("Set Trump's two terms side by side in a table")
    assert not reply.withheld
