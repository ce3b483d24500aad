"""A debate is known from its messages."""

from __future__ import annotations

from bot.debate.resume import recall
from bot.debate.state import Terms
from bot.request.history import Exchange
from bot.turn.bot import Bot
from tests.bot.debate.playing import DEFICIT, RIVAL, TURN, play

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
    assert (third.debate.side, third.debate.rounds) == ("for", 1)
    (before,) = third.debate.before
    assert (before.side, before.rounds) == ("against", 1)
    assert TURN in {point.text for point in before.of("reader")}


def test_what_was_no_round_is_none_where_only_the_messages_are_kept(brief_bot: Bot) -> None:
    played = play(
        brief_bot,
        "for",
        DEFICIT,
        "Who is ahead?",
        "I want my old side back.",
        "closing",
        "In the end the deficit decides it, and a friend who profits should pay.",
    )
    history = [Exchange(one.plan.question.words, one.text, "debate") for one in played]
    debate = recall(history, brief_bot.ground, Terms("for"))
    kept = played[-1].debate
    assert debate is not None
    assert kept is not None
    assert (debate.rounds, debate.closings, debate.summed) == (kept.rounds, kept.closings, kept.summed)
    assert debate.closed
    assert debate.of("reader")[-1].act == "closing"
