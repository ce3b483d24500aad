"""Replies as tables, through the topic that ships."""

from __future__ import annotations

import re

from bot.output.render import as_markdown
from bot.output.reply_html import card
from bot.turn.bot import Bot
from bot.turn.reply import Reply


def _rows(reply: Reply) -> list[str]:
    return [line for line in reply.text.split("\n") if line.startswith("|")]


def test_rebuttals_stand_beside_the_claims_that_they_meet(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Give me four rebuttals as a table: op-ed claim | rebuttal", "against")
    rows = _rows(reply)
    assert len(rows) == 6
    assert rows[1] == "| --- | --- |"
    assert all(row.count(" |") == 2 for row in rows)
    assert all(len(re.findall(r"\[\d+\]", row)) >= 2 for row in rows[2:])
    assert not reply.withheld


def test_both_sides_stand_side_by_side(brief_bot: Bot) -> None:
    rows = _rows(brief_bot.reply("pros and cons in a table please"))
    assert rows[:2] == ["| For | Against |", "| --- | --- |"]
    assert len(rows) == 5


def test_a_list_that_was_given_is_made_a_table(brief_bot: Bot) -> None:
    first = brief_bot.reply("key dates please")
    reply = brief_bot.reply("make it a table", history=[first.exchange])
    assert len(_rows(reply)) > 5


def test_the_page_and_the_terminal_render_a_table(brief_bot: Bot) -> None:
    reply = brief_bot.reply("pros and cons in a table please")
    html = card(reply.statements)
    assert html.count("<table>") == html.count("</table>") == 1
    assert html.count("<tr>") == html.count("</tr>") == 4
    assert html.count("<td>") == 8
    assert "\n| --- | --- |\n" in as_markdown(reply)
