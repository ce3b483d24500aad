"""What a reply has to draw on."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot


@pytest.mark.parametrize(
    "text",
    [
        "What is the op-ed about?",
        "Summarize the article",
        "tl;dr",
        "What does the op-ed say?",
        "What is the main point?",
    ],
)
def test_an_overview_says_why_and_what_is_asked_for(brief_bot: Bot, article_bot: Bot, text: str) -> None:
    for bot in (brief_bot, article_bot):
        argument_map = bot.topic.argument_map
        assert argument_map is not None
        reply = bot.reply(text)
        assert not reply.withheld
        assert 2 <= len(reply.statements) <= 4
        cited = {number for statement in reply.statements for number in statement.cites}
        assert cited >= {number for claim in argument_map.recommendations[-1:] for number in claim.passages}


def test_what_the_document_does_not_say_is_not_answered(brief_bot: Bot) -> None:
    reply = brief_bot.reply("What is North Korea's nuclear arsenal worth?")
    assert reply.abstained
    assert not reply.passages
