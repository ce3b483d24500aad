"""What a sentence of a debate is held to beside the gate."""

from __future__ import annotations

from bot.debate.formats import Speech
from bot.debate.state import Debate, Round
from bot.debate.turn_rules import breaks
from bot.statement import Statement
from bot.turn.bot import Bot
from tests.bot.debate.playing import TURN, play

RIVAL = Statement("report", "The op-ed says that China is the most formidable rival of the U.S.", (8,))


def test_a_sentence_that_was_said_is_not_said_again(brief_bot: Bot) -> None:
    (reply,) = play(brief_bot, "for", TURN)
    debate = reply.debate
    assert debate is not None
    said = reply.statements[-1]
    made = Round(debate, debate.next_parts[1])
    assert breaks(said, made) == "I said it before in this debate"
    assert breaks(RIVAL, made) is None


def test_a_cross_examination_only_asks() -> None:
    assert breaks(RIVAL, Round(Debate("for"), Speech("question"))) == "in a cross-examination I only ask"
