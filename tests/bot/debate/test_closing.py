"""How a debate ends."""

from __future__ import annotations

from bot.turn.bot import Bot
from tests.bot.debate.playing import DEFICIT, RIVAL, TURN, play


def test_three_rounds_end_in_a_closing_that_lists_what_was_granted_and_dropped(brief_bot: Bot) -> None:
    *_, third, fourth = play(
        brief_bot,
        "against",
        "Korean soldiers fought next to Americans in Vietnam. " + RIVAL,
        TURN,
        "Easing the trade fight serves America best.",
        TURN,
        form="three-rounds",
    )
    assert third.round is not None
    closing = third.round.closing
    assert closing is not None
    assert closing.dropped_by_bot, "of two points in one turn one was left"
    assert closing.dropped_by_reader
    assert closing.settled_by
    assert third.statements[-1].kind == "weighing"
    assert fourth.text.startswith("This debate is over")


def test_a_closing_can_be_asked_for_in_any_form(brief_bot: Bot) -> None:
    *_, closing = play(brief_bot, "for", DEFICIT, "closing")
    assert closing.round is not None
    assert closing.round.closing is not None
    assert closing.round.closing.granted_by_bot
    assert not closing.round.closing.dropped_by_bot, "to ask for the closing is no point"


def test_there_is_nothing_to_close_before_anything_was_said(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", "closing")
    assert reply.text == "There is nothing to sum up yet: make your point."
    assert reply.round is not None
    assert reply.round.closing is None
