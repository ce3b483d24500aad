"""The other side's answers to the very points that a reply has just made."""

from __future__ import annotations

import pytest

from bot.output.schema import as_object, exchange_of
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from knowledge.argument_map import Side, other_side


def _met(brief_bot: Bot, reply: Reply, side: Side) -> list[str]:
    """Return the blocks of a side's arguments whose answers a reply opens with, in its order."""
    playbook = brief_bot.topic.playbook
    assert playbook is not None
    leads = {
        one.signpost: block.id for block in playbook.blocks for one in block.answers if block.side == side
    }
    return [leads[one.text] for one in reply.statements if one.text in leads]


@pytest.mark.parametrize(
    ("side", "asked"),
    [
        ("against", "And how would its supporters answer this?"),
        ("for", "ok. what will the critics say to that"),
        ("against", "Fine, other bench now. What would the pro side say back?"),
    ],
)
def test_each_point_of_a_case_is_met_by_the_block_named_for_it(
    brief_bot: Bot, side: Side, asked: str
) -> None:
    case = brief_bot.topic.playbook.cases.of(side)  # type: ignore[union-attr]
    first = brief_bot.reply("Give me your three main arguments, numbered.", side)
    reply = brief_bot.reply(asked, "ask", [first.exchange])
    assert case is not None
    assert reply.plan.side == other_side(side)
    assert _met(brief_bot, reply, side) == [one.met_by for one in case.contentions[:3]]


def test_a_point_named_by_its_number_is_met_alone(brief_bot: Bot) -> None:
    asked = "Give me your three main arguments, numbered."
    first = exchange_of(asked, as_object(brief_bot.reply(asked, "against")))
    reply = brief_bot.reply("How would the author reply to the second one?", "ask", [first])
    assert _met(brief_bot, reply, "against") == ["deficit-too-big"]


def test_an_argument_of_the_readers_own_is_what_that_means(brief_bot: Bot) -> None:
    first = brief_bot.reply("Best argument against the op-ed, please.", "against")
    asked = "Seoul pays nothing for our troops. What would the author say to that?"
    reply = brief_bot.reply(asked, "ask", [first.exchange])
    assert not _met(brief_bot, reply, "against")[1:]


def test_whoever_is_on_no_side_is_asked_nothing_back(brief_bot: Bot) -> None:
    first = brief_bot.reply("Best argument against the op-ed, please.", "against")
    reply = brief_bot.reply("What would Lee say to that?", "ask", [first.exchange])
    assert reply.plan.side is None
