"""The side that an opening tells by its argument, and what is said of it."""

from __future__ import annotations

from bot.debate.sides import OTHERWISE, SWAPS, WHICH
from bot.request.history import Exchange
from bot.turn.bot import Bot

OPENING = (
    "Koreans died beside Americans in Vietnam. Seoul gave up its best market because we asked. "
    "Squeezing it further only drives it into Beijing's arms."
)


def test_several_sentences_tell_a_side_together_and_the_bot_offers_to_be_corrected(brief_bot: Bot) -> None:
    reply = brief_bot.reply(OPENING, "debate")
    assert reply.plan.side == "against"
    assert OTHERWISE.text in reply.text
    assert WHICH[0].text not in reply.text
    assert reply.debate is not None
    before = (Exchange(OPENING, reply.text, "debate", "against"),)
    corrected = brief_bot.reply("Wait, take the other side, please.", "debate", before, debate=reply.debate)
    assert SWAPS["for"].text in corrected.text


def test_a_side_that_was_chosen_is_not_offered_for_correction(brief_bot: Bot) -> None:
    reply = brief_bot.reply(f"I defend the op-ed. {OPENING}", "debate")
    assert reply.plan.side == "against"
    assert OTHERWISE.text not in reply.text
