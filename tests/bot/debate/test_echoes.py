"""What was said is not said again in other words where there is something else."""

from __future__ import annotations

from bot.debate.echoes import Echoes
from bot.debate.points import Point
from bot.debate.state import Debate, DebateMove
from bot.turn.bot import Bot
from knowledge.prepared_sentence import PreparedSentence


def test_an_answer_that_echoes_stands_behind_a_new_one(brief_bot: Bot) -> None:
    said = "Lee makes every effort to meet the demands."
    debate = Debate("for", rounds=1, points=(Point(1, 1, "bot", "defence", said, cites=(9,)),))
    again = PreparedSentence(
        kind="report", text="Lee is making every effort to meet these demands.", cites=(9,)
    )
    fresh = PreparedSentence(kind="report", text="The army base is the largest one overseas.", cites=(44,))
    assert brief_bot.hearing is not None
    echoes = Echoes(debate, brief_bot.hearing.encoder)
    moves = [DebateMove("defence", "first", says=(again,)), DebateMove("defence", "second", says=(fresh,))]
    assert [move.id for move in echoes.fresh_first(moves)] == ["second", "first"]
