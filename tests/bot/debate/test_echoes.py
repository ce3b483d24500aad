"""What was said is not said again in other words where there is something else."""

from __future__ import annotations

from bot.debate.echoes import Echoes
from bot.debate.heard import Heard
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


def _move(*texts: str, kind: str = "report") -> DebateMove:
    says = tuple(PreparedSentence.model_validate({"kind": kind, "text": one, "cites": (9,)}) for one in texts)
    return DebateMove("defence", "one", says=says)


def test_a_fact_that_was_told_is_left_out_where_the_rest_stands_without_it(brief_bot: Bot) -> None:
    said = "Lee makes every effort to meet the demands."
    debate = Debate("for", rounds=1, points=(Point(1, 1, "bot", "defence", said, cites=(9,)),))
    echoes = Echoes(debate, brief_bot.ground.hearing.encoder)
    again, fresh = (
        "Lee is making every effort to meet these demands.",
        "The base is the largest one overseas.",
    )
    third = "Xi has sent an invitation."
    assert [one.text for one in echoes.trimmed(_move(again, fresh, third)).says] == [fresh, third]
    leaning = "That shows good will."
    assert len(echoes.trimmed(_move(again, leaning, third)).says) == 3, "what leans on it would hang"
    assert len(echoes.trimmed(_move(again, fresh)).says) == 2, "a sentence alone is no answer"


def test_an_answer_that_tells_the_reader_his_own_fact_stands_behind_another(brief_bot: Bot) -> None:
    heard = Heard("But Lee is making every effort to meet the demands.")
    echoes = Echoes(Debate("for"), brief_bot.ground.hearing.encoder, (heard,))
    back = _move("Lee makes every effort to meet the demands.")
    other = _move("The base is the largest one overseas.")
    assert echoes.fresh_first([back, other]) == [other, back]
    assert echoes.loss(back) > echoes.loss(other)


def test_a_fact_in_other_words_is_told_again_where_all_that_it_rests_on_was_told(brief_bot: Bot) -> None:
    said = "The calm holds for now because Lee is making every effort to comply."
    debate = Debate("for", rounds=1, points=(Point(1, 1, "bot", "defence", said, cites=(9, 22)),))
    echoes = Echoes(debate, brief_bot.ground.hearing.encoder)
    move = _move("Lee's efforts to comply are what keeps things calm for now.")
    assert echoes.again(move.says) == [True]
    assert echoes.again(_move("The base is the largest one overseas.").says) == [False]


def test_what_a_turn_is_to_say_is_not_said_again_in_it(brief_bot: Bot) -> None:
    move = _move("Lee makes every effort to meet the demands.")
    echoes = Echoes(Debate("for"), brief_bot.ground.hearing.encoder, moves=[move])
    assert echoes.share(move) == 1.0
