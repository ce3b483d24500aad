"""What a side is asked that the op-ed tells, through the topic that ships."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot


@pytest.mark.parametrize(
    ("mode", "text", "about"),
    [
        ("for", "does north korea come into this at all", "north-korea"),
        ("against", "does he mention North Korea?", "north-korea"),
        ("for", "when is Victory Day?", "victory-day"),
        ("against", "who is Lee Jae-myung", "lee"),
        ("for", "is the deficit goods only?", "goods-only"),
    ],
)
def test_a_fact_is_told_to_whoever_has_chosen_a_side(
    brief_bot: Bot, mode: str, text: str, about: str
) -> None:
    reply = brief_bot.reply(text, mode)
    assert reply.evidence.prepared is not None
    assert (reply.evidence.prepared.id, reply.evidence.prepared.side) == (about, None)


def test_a_side_speaks_to_what_is_only_foretold(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Could more pressure really bring down Lee's government?", "against")
    assert reply.plan.side == "against"
    assert reply.evidence.prepared is None or reply.evidence.prepared.side == "against"


def test_so_many_points_for_no_side_are_those_of_the_piece(brief_bot: Bot) -> None:
    reply = brief_bot.reply("need 3 main points for social studies due tmrw")
    assert reply.plan.side is None
    assert sum(one.layout in ("bullet", "number") for one in reply.statements) == 3
    assert brief_bot.reply("three contentions, I am neg").plan.side == "against"


@pytest.mark.parametrize(
    "text",
    ["doesn't this hurt American workers?", "isn't China the bigger danger?", "why is that good for us?"],
)
def test_a_question_that_puts_an_argument_is_answered_for_the_side(brief_bot: Bot, text: str) -> None:
    assert brief_bot.reply(text, "against").plan.side == "against"


def test_how_an_argument_is_answered_is_asked_of_the_side(brief_bot: Bot) -> None:
    reply = brief_bot.reply("How can I answer the point that Lee could be in trouble at home?", "against")
    assert (reply.plan.side, reply.plan.request.act) == ("against", "rebut")


def test_what_a_question_is_about_may_stand_beside_it(brief_bot: Bot) -> None:
    text = "I grow soybeans in Iowa. What is in it for me if Washington eases off?"
    found = brief_bot.reply(text, "for").evidence.prepared
    assert found is not None
    assert found.id == "farmer-pro"


def test_points_against_one_argument_are_about_that(brief_bot: Bot) -> None:
    text = "two short rebuttals in bullets to 'they kept the trade agreement, so they act in good faith'"
    reply = brief_bot.reply(text, "against")
    assert sum(one.layout == "bullet" for one in reply.statements) == 2
    assert all(40 in one.cites or not one.cites for one in reply.statements[:2])


def test_labelled_arguments_keep_to_so_many_words(brief_bot: Bot) -> None:
    reply = brief_bot.reply("An opening with claim, warrant and impact, under 120 words.", "against")
    assert len(reply.text.split()) <= 140
