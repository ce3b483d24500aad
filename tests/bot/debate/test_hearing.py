"""What a reader's turn is heard to do."""

from __future__ import annotations

import pytest

from bot.debate.hearing import hear, read_sentences
from bot.debate.prepare import request_in
from bot.debate.state import Debate, Request
from bot.turn.bot import Bot
from knowledge.argument_map import Side
from tests.bot.debate.playing import TURN, play


def test_giving_in_is_noted_as_a_concession_of_the_reader(brief_bot: Bot) -> None:
    first, caved = play(brief_bot, "against", TURN, "Okay, you have a point.")
    assert caved.text.startswith("I note that you grant this")
    assert caved.debate is not None
    assert first.debate is not None
    (granted,) = caved.debate.conceded("reader")
    assert granted.answers == first.debate.of("bot")[-1].number
    assert granted.text == "Okay, you have a point.", "in the reader's words and not in the bot's"


@pytest.mark.parametrize(
    ("side", "said", "block"),
    [
        ("against", "The trade hole with Seoul is enormous and it widens every year.", "deficit-too-big"),
        ("against", "Seoul takes our protection for free and leaves us with the bill.", "free-riding"),
        ("against", "Its all could and might and may, pure guesswork", "speculation"),
        ("for", "Koreans died beside Americans in Vietnam, and that counts for something.", "bled-beside-us"),
        ("for", "if we push them to hard they run to beijing", "china-gains"),
    ],
)
def test_an_argument_is_heard_in_other_words(brief_bot: Bot, side: Side, said: str, block: str) -> None:
    debate = Debate("against" if side == "for" else "for")
    (heard,) = hear(read_sentences(said, brief_bot.ground), debate, brief_bot.ground)
    assert heard.block == block


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Which of my points have you left unanswered?", "score"),
        ("remind me which side you're on", "which side"),
        ("Can you conclude now, please?", "closing"),
        ("You go first.", "begin"),
        ("Seoul rides free on our dime.", None),
    ],
)
def test_a_request_is_heard_in_other_words(brief_bot: Bot, said: str, asked: Request | None) -> None:
    assert request_in(read_sentences(said, brief_bot.ground)) == asked


def test_to_call_a_point_nonsense_is_an_argument_and_no_insult(brief_bot: Bot) -> None:
    for said in ("It is nonsense that tariffs work.", "Your great point on cost is wrong."):
        _, reply = play(brief_bot, "against", TURN, said)
        assert reply.round is not None
        assert reply.round.pressure is None


def test_sentences_of_one_argument_are_one_point(brief_bot: Bot) -> None:
    said = "Seoul rides free. They get our protection and we get the bill. That's not fair."
    heard = hear(read_sentences(said, brief_bot.ground), Debate("for"), brief_bot.ground)
    assert [one.block for one in heard] == ["free-riding"]
