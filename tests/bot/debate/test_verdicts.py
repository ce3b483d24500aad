"""A yes, a no and a choice are given once, held to, and backed by another reason when asked for again."""

from __future__ import annotations

import pytest

from bot.debate.either_or import choice, options
from bot.debate.formats import Speech
from bot.debate.heard import Challenge
from bot.debate.links import AGAIN, CHOOSES, DENIES, PARTLY
from bot.debate.points import REASONED
from bot.debate.reasoning import failing_move
from bot.debate.state import Debate, DebateMove, Round, Verdict
from bot.debate.verdicts import held_to, verdict_of
from bot.statement import Fixed
from bot.turn.bot import Bot
from knowledge.prepared_sentence import PreparedSentence
from tests.bot.debate.playing import DEFICIT, play


@pytest.mark.parametrize(
    ("asked", "before", "two"),
    [
        ("Keen or stalling?", "", ("Keen", "stalling")),
        ("Which is it?", "Either he's keen, so no trip, or he's stalling.", ("he's keen", "he's stalling")),
        ("Is he keen to sign or is he stalling?", "", ("Is he keen to sign", "is he stalling")),
        ("Which is it, keen or stalling?", "", ("keen", "stalling")),
        ("Is it working, or isn't it?", "", None),
        ("Can they pay, yes or no?", "", None),
        ("Do you have any proof or evidence?", "", None),
        ("Why do they stall or hide?", "", None),
    ],
)
def test_the_two_things_to_choose_from_are_those_that_were_put(
    asked: str, before: str, two: tuple[str, str] | None
) -> None:
    assert options(Challenge(asked, f"{before} {asked}".strip(), asked)) == two


def test_the_one_is_chosen_that_the_answer_speaks_for(brief_bot: Bot) -> None:
    says = (PreparedSentence(kind="analytic", text="He works hard at it and wants to be done soon."),)
    move = DebateMove("defence", "one", says=says)
    chosen = choice(("hard at work", "on a long holiday"), move, brief_bot.ground)
    assert chosen == CHOOSES["the first"]
    denied = choice(("hard at work", "on a long holiday"), move, brief_bot.ground, "He is on holiday.")
    assert denied == CHOOSES["the first"], "the other one is what the answer denies"
    assert not choice(("", ""), move, brief_bot.ground)
    assert not choice(("hard at work", "on a long holiday"), None, brief_bot.ground)


def test_what_was_answered_in_a_word_is_held_to(brief_bot: Bot) -> None:
    encoder = brief_bot.ground.hearing.encoder
    debate = Debate("for", verdicts=(Verdict("can they pay the bill?", "no"),))
    (first, *_) = held_to("Once more, yes or no: can they pay the bill?", debate, encoder)
    assert first == AGAIN["no"][0]
    assert not held_to("Who invited Lee?", debate, encoder)


@pytest.mark.parametrize(
    ("said", "word"),
    [(DENIES[1], "no"), (PARTLY[0], "in part"), (Fixed("Let me add another ground."), None)],
)
def test_only_a_word_that_decides_is_a_verdict(said: Fixed, word: str | None) -> None:
    found = verdict_of("Can they pay?", [said])
    assert (found.word if found else None) == word


def test_who_asks_the_same_again_hears_the_same_and_another_reason(brief_bot: Bot) -> None:
    asked = "Yes or no: can a country that rich pay a larger share?"
    _, first, second = play(brief_bot, "for", DEFICIT, asked, f"I asked you this before. {asked}")
    assert first.debate is not None
    assert first.round is not None
    assert second.round is not None
    assert first.round.verdict is not None
    assert second.round.leads[0].text in {one.text for one in AGAIN[first.round.verdict.word]}
    told = {move.id for move in first.round.moves}
    assert second.round.moves
    assert told.isdisjoint(move.id for move in second.round.moves)


@pytest.mark.parametrize(
    ("asked", "failing"),
    [
        ("They sign and then break it. What happens to them?", True),
        ("What happens if they don't pay?", True),
        ("Suppose the talks fail. Then what?", True),
        ("What happens at the summit?", False),
        ("Why would they break it?", False),
    ],
)
def test_who_asks_what_comes_if_it_fails_is_told_that(asked: str, failing: bool) -> None:
    for side in ("for", "against"):
        move = failing_move(asked, Round(Debate(side), Speech("rebuttal")))
        assert (move is not None) is failing
        if move:
            assert move.id.startswith(REASONED)
            assert {one.kind for one in move.says} == {"analytic"}
