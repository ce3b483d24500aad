"""Whoever makes two points in a turn has both answered, the second in short."""

from __future__ import annotations

import pytest

from bot.debate.challenge import challenges_in, matter
from bot.debate.links import LEAVES_OPEN
from bot.debate.plain_words import only_reproaches
from bot.debate.state import WORDS, Debate
from bot.turn.bot import Bot
from tests.bot.debate.playing import DEFICIT, TURN, play


def test_the_second_point_of_a_turn_is_answered_in_one_sentence(brief_bot: Bot) -> None:
    reply = play(brief_bot, "for", f"{DEFICIT} And Seoul rides free on American soldiers.")[-1]
    assert reply.round is not None
    first, second = reply.round.moves
    assert {first.block, second.block} == {"deficit-too-big", "free-riding"}
    assert len(second.says) == 1
    assert second.signpost.startswith("As for ")
    assert sum(len(one.text.split()) for one in reply.statements) <= WORDS


def test_a_second_question_is_answered_as_one(brief_bot: Bot) -> None:
    said = "Do you deny that Seoul's revenue is down? And which one of the three demands would you keep?"
    reply = play(brief_bot, "against", TURN, said)[-1]
    assert reply.round is not None
    assert len(reply.round.moves) == 2
    assert len({move.id for move in reply.round.moves}) == 2


def test_what_was_answered_in_short_is_not_made_again_in_full(brief_bot: Bot) -> None:
    both = f"{DEFICIT} And Seoul rides free on American soldiers."
    first, second = play(brief_bot, "for", both, "I say it again: Seoul rides free on our soldiers.")
    assert first.round is not None
    assert second.round is not None
    told = {move.id for move in first.round.moves}
    assert told.isdisjoint(move.id for move in second.round.moves)


def test_nothing_is_answered_beside_what_the_reader_never_said(brief_bot: Bot) -> None:
    said = f"I never said anything about soldiers, and I'm not here for cheaper troops. {DEFICIT}"
    reply = play(brief_bot, "for", "Seoul rides free on American soldiers.", said)[-1]
    assert reply.round is not None
    assert "free-riding" not in {move.block for move in reply.round.moves}


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("Yes or no: can they pay?", "can they pay?"),
        ("Can they pay, yes or no?", "Can they pay?"),
        ("Two: who pays the bill?", "who pays the bill?"),
        ("Third time, who pays the bill?", "who pays the bill?"),
        ("You skipped my question: who pays the bill?", "who pays the bill?"),
        ("Who pays: the buyer or the seller?", "Who pays: the buyer or the seller?"),
    ],
)
def test_a_question_is_about_what_it_asks_and_not_how_often(asked: str, about: str) -> None:
    assert matter(asked) == about


@pytest.mark.parametrize(
    ("said", "reproach"),
    [
        ("You dodged my question again.", True),
        ("And you told me about the weather.", True),
        ("You keep telling me that they can't pay, but they buy jets.", False),
        ("You skipped that, because the jets are paid for.", False),
        ("Their exports fell.", False),
    ],
)
def test_a_reproach_is_no_argument(said: str, reproach: bool) -> None:
    assert only_reproaches(said) is reproach


def test_what_was_asked_about_is_no_question_that_was_passed_over() -> None:
    found = challenges_in(["I asked about wages.", "Could you live with half of it?"], Debate("for"))
    assert [one.text for one in found] == ["Could you live with half of it?"]


def test_words_that_answer_get_no_evasion_in_front_of_them(brief_bot: Bot) -> None:
    reply = play(brief_bot, "for", DEFICIT, "Yes or no: can a country that rich pay a larger share?")[-1]
    assert reply.round is not None
    assert reply.round.moves
    assert not set(reply.round.leads) & set(LEAVES_OPEN)
