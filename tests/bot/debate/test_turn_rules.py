"""What a sentence of a debate is held to beside the gate."""

from __future__ import annotations

import pytest

from bot.debate.state import WORDS, Debate, Round
from bot.debate.turn_rules import breaks, enough
from bot.statement import Statement
from bot.turn.bot import Bot
from tests.bot.debate.playing import TURN, play

DEBATE = Debate("for")
RIVAL = Statement("report", "The op-ed says that China is the most formidable rival of the U.S.", (8,))
ASKED = Statement("question", "How likely is that, on what evidence?", (7,))


def test_a_sentence_that_was_said_is_not_said_again(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", TURN)
    debate = reply.debate
    assert debate is not None
    said = reply.statements[-1]
    made = Round(debate, debate.next_parts[1])
    assert breaks(said, made, ()) == "I said it before in this debate"
    assert breaks(RIVAL, made, ()) is None


def test_a_turn_keeps_its_length() -> None:
    made = Round(DEBATE, DEBATE.next_parts[1])
    shown = [Statement("report", "word " * WORDS, (8,))]
    assert breaks(RIVAL, made, shown) == f"the turn would have more than {WORDS} words"


@pytest.mark.parametrize(
    ("shown", "statement", "needless"),
    [
        ((), RIVAL, False),
        ((RIVAL,), RIVAL, True),
        ((RIVAL,), ASKED, False),
        ((RIVAL, ASKED), ASKED, True),
        ((Statement("report", RIVAL.text, (8,), concession=True),), RIVAL, False),
        ((RIVAL,), Statement("link", "On the other side:", ()), False),
    ],
)
def test_a_turn_has_one_move_and_at_most_one_question(
    shown: tuple[Statement, ...], statement: Statement, needless: bool
) -> None:
    assert enough(statement, Round(DEBATE, DEBATE.next_parts[1]), shown) is needless
