"""An offer, and a course that is put for a yes or a no, is decided by the side of the bot."""

from __future__ import annotations

import pytest

from bot.debate.challenge import challenges_in
from bot.debate.heard import Challenge
from bot.debate.links import (
    ACCEPTS,
    ADVISES_NOT,
    IF_BORNE,
    IF_PAID,
    LEAVES_OPEN,
    NOT_AS_IT_STANDS,
    PARTLY,
    REFUSES,
)
from bot.debate.offers import is_course, is_offered
from bot.debate.state import Debate
from bot.statement import Fixed
from bot.turn.bot import Bot
from knowledge.argument_map import Side
from tests.bot.debate.playing import DEFICIT, TURN, play


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("Could you agree to a freeze until winter?", True),
        ("Is that a deal?", True),
        ("Are you prepared to settle for half?", True),
        ("Would that be acceptable to you?", True),
        ("Would you agree that the gap grew?", False),
        ("Do you accept that the pact was kept?", False),
        ("Will they sign before winter?", False),
    ],
)
def test_what_asks_the_bot_to_accept_something_is_an_offer(asked: str, offered: bool) -> None:
    assert is_offered(Challenge(asked, asked, asked)) is offered


@pytest.mark.parametrize(
    ("asked", "course"),
    [
        ("Should Trump cut the levy, yes or no?", True),
        ("Ease up, yes or no?", True),
        ("Should the levy go, yes or no?", True),
        ("Can Seoul find the money, yes or no?", False),
    ],
)
def test_what_should_be_done_is_no_question_of_fact(asked: str, course: bool) -> None:
    assert is_course(Challenge(asked, asked, asked, demanded=True)) is course


@pytest.mark.parametrize(
    ("side", "said", "first"),
    [
        ("for", "My offer: halve the tariff, and raise the troop bill. Could you live with it?", IF_BORNE),
        ("against", "How about this: lift the tariff, keep the date? Would you settle for that?", IF_PAID),
        ("against", "Could Trump keep the date and drop the threat of tariffs, yes or no?", IF_PAID),
        ("for", "My offer is to postpone the tariffs. Would you take it?", ACCEPTS),
        ("against", "So should we lower the levy, yes or no?", ADVISES_NOT),
        ("for", "Here's a deal: keep the tariffs and double the troop bill. Would you accept that?", REFUSES),
        ("for", "My offer: everybody wears a green hat. Would you sign that?", NOT_AS_IT_STANDS),
    ],
)
def test_an_offer_is_decided_by_the_way_that_its_parts_go(
    brief_bot: Bot, side: Side, said: str, first: tuple[Fixed, ...]
) -> None:
    opening = DEFICIT if side == "for" else TURN
    reply = play(brief_bot, side, opening, said)[-1]
    assert {one.text for one in reply.statements} & {one.text for one in first}


def test_a_demand_for_yes_or_no_alone_asks_again_what_was_asked_before(brief_bot: Bot) -> None:
    replies = play(brief_bot, "for", "Time is short. Is Seoul able to spend more?", "Second try. Yes or no?")
    assert replies[-1].round is not None
    assert "spend more" in replies[-1].round.challenges[0].text


def test_a_question_that_is_asked_again_as_a_clause_is_one_for_a_yes_or_no() -> None:
    said = ["I've now asked whether they can carry that bill, and you've gone round it."]
    (asked, *_) = challenges_in(said, Debate("for"))
    assert "carry that bill" in asked.text


def test_a_fact_that_the_op_ed_does_not_give_is_said_to_be_missing(brief_bot: Bot) -> None:
    reply = play(brief_bot, "for", DEFICIT, "Can Seoul's treasury take another bill, yes or no?")[-1]
    assert reply.round is not None
    spoken = reply.statements[0].text.startswith(("Yes", "No", "Not", "Only"))
    assert spoken or set(reply.round.leads) & {*LEAVES_OPEN, *PARTLY}


def test_a_closing_that_is_asked_to_decide_decides_first(brief_bot: Bot) -> None:
    said = "Now your summation, and in it, plainly: would you agree to lift the tariff and keep the bill?"
    closing = play(brief_bot, "for", DEFICIT, said)[-1]
    assert closing.round is not None
    assert closing.round.closing is not None
    assert closing.statements[0].text in {one.text for one in IF_BORNE}
