"""What a question takes for granted is checked."""

from __future__ import annotations

from bot.turn.bot import Bot


def test_a_false_premise_is_corrected_from_the_passages(brief_bot: Bot, article_bot: Bot) -> None:
    for bot in (brief_bot, article_bot):
        reply = bot.reply("Why does it support the 50 percent tariff?")
        assert reply.statements[0].text == "The op-ed does not say that."
        assert any("25 percent" in statement.text for statement in reply.statements)
