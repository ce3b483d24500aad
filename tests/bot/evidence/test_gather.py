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
        assert (1 if text == "tl;dr" else 2) <= len(reply.statements) <= 4
        cited = {number for statement in reply.statements for number in statement.cites}
        assert cited >= {number for claim in argument_map.recommendations[-1:] for number in claim.passages}


def test_what_the_document_does_not_say_is_not_answered(brief_bot: Bot) -> None:
    reply = brief_bot.reply("What is North Korea's nuclear arsenal worth?")
    assert reply.abstained


@pytest.mark.parametrize("text", ["What does the op-ed recommend?", "What is the author's advice?"])
def test_who_asks_for_the_recommendation_in_no_other_words_is_told_it(brief_bot: Bot, text: str) -> None:
    assert brief_bot.topic.argument_map is not None
    reply = brief_bot.reply(text)
    told = {number for claim in brief_bot.topic.argument_map.recommendations for number in claim.passages}
    assert {number for statement in reply.statements for number in statement.cites} & told


def test_a_name_that_the_document_has_need_not_stand_in_the_passage_that_answers(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Which South Korean president attended Victory Day in 2015?")
    assert "Park Geun-hye" in reply.text


def test_a_name_that_the_document_lacks_is_not_passed_over(brief_bot: Bot) -> None:
    assert brief_bot.reply("What did Biden say about the alliance?").abstained
