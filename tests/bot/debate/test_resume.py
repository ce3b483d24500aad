"""A debate is known from its messages."""

from __future__ import annotations

from bot.debate.state import Terms
from bot.request.history import Exchange
from bot.turn.bot import Bot
from tests.bot.debate.playing import RIVAL, TURN

# ── without the state ──


def test_a_debate_is_taken_up_from_its_messages_alone(brief_bot: Bot) -> None:
    first = brief_bot.reply(TURN, "debate", debate=Terms("against"))
    second = brief_bot.reply(RIVAL, "debate", debate=first.debate)
    history = [Exchange(text, reply.text, "debate") for text, reply in ((TURN, first), (RIVAL, second))]
    third = brief_bot.reply(TURN, "debate", history)
    assert third.debate is not None
    assert third.debate.rounds == 3
    assert third.plan.side == "against"
    said = {statement.point for reply in (first, second) for statement in reply.statements if statement.point}
    assert said <= third.debate.used
    assert not said & {statement.point for statement in third.statements if statement.point}
    assert not {one.text for one in third.statements} & {
        one.text for one in (*first.statements, *second.statements)
    }


def test_a_debate_is_taken_up_behind_the_swap_of_sides(brief_bot: Bot) -> None:
    first = brief_bot.reply(TURN, "debate", debate=Terms("against"))
    second = brief_bot.reply("Let's swap sides.", "debate", debate=first.debate)
    history = [Exchange(r.plan.question.text, r.text, "debate") for r in (first, second)]
    third = brief_bot.reply(RIVAL, "debate", history)
    assert third.debate is not None
    assert (third.debate.side, third.debate.rounds) == ("for", 2)
