"""What a reader's turn is heard to do."""

from __future__ import annotations

from bot.turn.bot import Bot
from tests.bot.debate.playing import TURN, play


def test_giving_in_is_noted_as_a_concession_of_the_reader(brief_bot: Bot) -> None:
    first, caved = play(brief_bot, "against", TURN, "Okay, you have a point.")
    assert caved.text.startswith("I note that you grant this.")
    assert caved.debate is not None
    assert caved.debate.conceded("reader")[0].id == first.statements[-1].point


def test_a_short_challenge_is_about_the_last_point(brief_bot: Bot) -> None:
    first, second = play(brief_bot, "against", TURN, "Why?")
    assert first.debate is not None
    assert second.debate is not None
    assert set(first.debate.of("bot")[-1].about) & set(second.debate.of("bot")[-1].about)
