"""How a debate ends."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot
from knowledge.argument_map import Side
from tests.bot.debate.playing import DEFICIT, TURN, play


def test_three_rounds_end_in_a_closing_that_weighs_and_lists_what_was_dropped(brief_bot: Bot) -> None:
    _, second, third, fourth = play(
        brief_bot,
        "against",
        "Korean soldiers fought next to Americans in Vietnam.",
        TURN,
        "Easing the trade fight serves America best.",
        TURN,
        form="three-rounds",
    )
    assert second.debate is not None
    assert third.round is not None
    closing = third.round.closing
    assert closing is not None
    assert closing.settled_by
    assert third.text.endswith(third.statements[-1].marked)
    kinds = {statement.kind for statement in third.statements}
    assert {"report", "critique", "analytic"} <= kinds
    assert fourth.text.startswith("This debate is over")
    assert third.debate is not None
    assert third.debate.closed
    assert not second.debate.closed


@pytest.mark.parametrize(
    "words",
    ["closing", "Sum up: why should I vote for your side?", "Okay, closing please.", "let's wrap this up"],
)
def test_a_closing_can_be_asked_for_in_any_words(brief_bot: Bot, words: str) -> None:
    *_, closing = play(brief_bot, "for", DEFICIT, words)
    assert closing.round is not None
    assert closing.round.closing is not None
    assert closing.debate is not None
    assert closing.debate.closed
    assert not closing.round.closing.dropped_by_bot, "to ask for the closing is no point"
    assert not closing.round.closing.dropped_by_reader, "the last word is not dropped"
    assert any("That is why this side wins" in statement.text for statement in closing.statements)


def test_what_the_reader_granted_and_left_unanswered_is_in_the_record(brief_bot: Bot) -> None:
    *_, granted, closing = play(
        brief_bot,
        "for",
        DEFICIT,
        "Seoul rides free on our dime.",
        "Bring the troops home.",
        "OK, I'll grant you that.",
        "closing",
    )
    assert granted.debate is not None
    assert [point.answers for point in granted.debate.conceded("reader")]
    assert closing.round is not None
    record = closing.round.closing
    assert record is not None
    assert record.granted_by_reader
    assert {point.block for point in record.dropped_by_reader} >= {"deficit-too-big"}
    assert "You granted my answer on bringing the troops home." in closing.text
    assert (
        "On the size of the deficit and on who pays for the troops my answer has had no reply."
        in closing.text
    )


def test_what_was_dropped_can_be_asked_for(brief_bot: Bot) -> None:
    *_, asked = play(brief_bot, "for", DEFICIT, "Seoul rides free on our dime.", "What did I drop?")
    assert asked.debate is not None
    assert "On the size of the deficit my answer has had no reply." in asked.text
    assert "The trade deficit with South Korea is too big" in asked.text


def test_there_is_nothing_to_close_before_anything_was_said(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", "closing")
    assert reply.text == "There is nothing to sum up yet: make your point."
    assert reply.round is not None
    assert reply.round.closing is None


def test_a_closing_says_again_what_this_debate_was_about_and_no_other(brief_bot: Bot) -> None:
    *_, deficit = play(brief_bot, "for", DEFICIT, "closing")
    *_, troops = play(brief_bot, "for", "Bring the troops home.", "closing")
    assert deficit.round is not None
    assert troops.round is not None
    first = [statement.text for statement in deficit.statements]
    second = [statement.text for statement in troops.statements]
    assert any("$66 billion" in text for text in first)
    assert any("base overseas" in text or "host" in text for text in second)
    assert set(first[1:3]).isdisjoint(second), "each rests on what was argued in it"


@pytest.mark.parametrize("side", ["for", "against"])
def test_a_closing_says_nothing_again(brief_bot: Bot, side: Side) -> None:
    argued = (
        "Allies should pay their own way, and Korea is rich enough.",
        "Lee will never leave us for China, he needs our troops too much.",
        "The trade deficit costs Americans their jobs.",
    )
    *before, last = play(brief_bot, side, *argued, "Now give me your closing.")
    said = {one.text for reply in before for one in reply.statements if one.cites}
    closing = {one.text for one in last.statements if one.cites}
    assert closing
    assert not said & closing
