"""A reply as text and as HTML."""

from __future__ import annotations

import pytest

from bot.output.render import as_markdown
from bot.output.reply_html import card, notice, said
from bot.output.schema import statement_object, statement_of
from bot.statement import Statement
from bot.turn.bot import Bot

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def test_html_of_a_reply_escapes_all_text() -> None:
    hostile = "<script>alert(1)</script>\n\n<b>"
    for html in (said(hostile), notice(hostile), card([Statement("link", hostile)])):
        assert "<script" not in html
        assert "<b>" not in html


def test_a_title_is_bold_and_a_list_stays_one_in_markdown(brief_bot: Bot) -> None:
    titled = as_markdown(brief_bot.reply("three contentions", "against"))
    assert titled.count("**") == 6
    listed = as_markdown(brief_bot.reply("attack the article", "against"))
    assert "**" not in listed
    assert listed.count("\n- ") == 3


def test_a_speech_on_the_page_labels_its_reasoning_within_the_paragraph() -> None:
    html = card(
        [
            Statement("link", "Empty trains", layout="title", number=2),
            Statement("report", "The trains run empty, it says.", (3,)),
            Statement("analytic", "Whoever pays for nothing wants change."),
        ]
    )
    assert "2. Empty trains" in " ".join(html.split())
    assert html.count("laid") == 2
    assert html.count(">reasoning<") == 1


def test_layout_and_number_survive_the_object_that_is_kept() -> None:
    point = Statement("question", "Who rides them?", (4,), layout="number", number=3)
    assert statement_of(statement_object(point)) == point


def test_markdown_signs_of_a_reply_are_shown_and_not_obeyed(brief_bot: Bot) -> None:
    assert "\\[4\\]" in as_markdown(brief_bot.reply("How high is the levy on Korean goods?"))
