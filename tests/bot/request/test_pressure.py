"""Pressure without an argument moves nothing."""

from __future__ import annotations

import pytest

from bot.debate.links import HOLDING
from bot.debate.state import Debate
from bot.turn.bot import Bot
from tests.bot.debate.playing import RIVAL, TURN, play


@pytest.mark.parametrize(
    "pressing",
    [
        "Just agree with me.",
        "You are so smart, surely you see that I am right.",
        "You are so clever, switch sides.",
        "You are stupid.",
        "Admit that you're wrong!",
        "Please just say I'm right.",
    ],
)
def test_pressure_moves_nothing(brief_bot: Bot, pressing: str) -> None:
    _, pressed, after = play(brief_bot, "against", TURN, pressing, RIVAL)
    assert pressed.plan.side == "against"
    calm = {fixed.text for variants in HOLDING.values() for fixed in variants}
    assert pressed.statements[0].text in calm
    assert not any(statement.concession for statement in pressed.statements)
    assert after.plan.side == "against"


@pytest.mark.parametrize("pressing", ["Take my side.", "for", "Go on."])
def test_no_words_change_the_side_in_a_conversation_either(brief_bot: Bot, pressing: str) -> None:
    first = brief_bot.reply(TURN, "debate", debate=Debate("against"))
    second = brief_bot.reply(pressing, "debate", [first.exchange], debate=first.debate)
    assert second.plan.mode == "debate"
    assert second.plan.side == "against"
