"""A question that nothing prepared surely meets is answered by its kind, and not by what is near it."""

from __future__ import annotations

import pytest

from bot.debate.asked_again import asked_before
from bot.debate.by_kind import first_by_kind, others_by_kind
from bot.debate.challenge import challenges_in
from bot.debate.either_or import chosen_first, options
from bot.debate.formats import Speech
from bot.debate.heard import Challenge
from bot.debate.points import REASONED, SPEECH, Point
from bot.debate.reasoning import ASKED_KINDS, asked_move, question_kind
from bot.debate.replies import Reply
from bot.debate.state import Debate, DebateMove, Round
from bot.turn.bot import Bot
from knowledge.argument_map import Side
from knowledge.sentences import sentences_of

MOVES = "Once nobody presses them any longer, what keeps them working on it?"
PART = Speech("rebuttal")


def _asked(text: str) -> Challenge:
    return Challenge(text, text, text)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (MOVES, "asks what moves"),
        ("Without a penalty, why would anybody bother?", "asks what moves"),
        ("What does a family like mine gain from this?", "asks what it brings"),
        ("What's in it for my crew?", "asks what it brings"),
        ("How would that improve the balance?", "asks how it helps"),
        ("What are the odds of it?", "asks how likely"),
        ("Where is your proof of that?", "asks for evidence"),
        ("If you took it off, would he really come by himself?", "asks whether it would"),
        ("Who wrote this piece?", ""),
        ("What makes the alliance strong?", ""),
        ("Would you sign that?", ""),
        ("What is a tariff?", ""),
    ],
)
def test_what_a_question_asks_for_is_read_from_how_it_is_put(question: str, kind: str) -> None:
    assert question_kind(_asked(question)) == kind


@pytest.mark.parametrize("side", ["for", "against"])
def test_each_kind_has_an_answer_for_both_sides(side: Side) -> None:
    examples = [
        MOVES, "What's in it for us?", "How would that help?", "What are the odds?",
        "Give me one example.", "Whether he would still come?",
    ]  # fmt: skip
    assert {question_kind(_asked(one)) for one in examples} == set(ASKED_KINDS)
    for one in examples:
        move = asked_move(_asked(one), Round(Debate(side), PART))
        assert move is not None
        assert {sentence.kind for sentence in move.says} == {"analytic"}


def test_what_is_only_near_a_question_gives_way_and_what_meets_it_stays(brief_bot: Bot) -> None:
    challenge, current = _asked(MOVES), Round(Debate("for"), PART)
    near = Reply(DebateMove("defence", f"{SPEECH}one"), challenge, 0.6)
    meets = Reply(DebateMove("defence", f"{SPEECH}one"), challenge, 0.9)
    found = first_by_kind([challenge], [near], current, brief_bot.ground)
    assert found is not None
    assert found[1].id.startswith(REASONED)
    assert first_by_kind([challenge], [meets], current, brief_bot.ground) is None
    assert others_by_kind([near], [], current, brief_bot.ground)[0].move.id.startswith(REASONED)
    assert others_by_kind([meets], [], current, brief_bot.ground) == [meets]


def test_a_question_that_is_met_behind_it_goes_first_unless_it_is_put_again(brief_bot: Bot) -> None:
    last, first = _asked("And would you sign it?"), _asked(MOVES)
    meets = Reply(DebateMove("defence", f"{SPEECH}one"), last, 0.9)
    assert first_by_kind([last, first], [meets], Round(Debate("for"), PART), brief_bot.ground) is None
    said = Point(1, 1, "reader", "question", MOVES)
    debate = Debate("for", rounds=1, points=(said,))
    assert asked_before(first, debate, brief_bot.ground.hearing.encoder)
    found = first_by_kind([last, first], [meets], Round(debate, PART), brief_bot.ground)
    assert found is not None
    assert found[0] == first


def test_nobody_hears_the_same_reason_twice() -> None:
    debate, heard = Debate("for"), []
    while move := asked_move(_asked(MOVES), Round(debate, PART)):
        text = " ".join(one.text for one in move.says)
        heard.append(text)
        debate = debate.with_round((Point(len(heard), len(heard), "bot", "defence", text),))
    assert len(heard) == len(set(heard)) >= 2


@pytest.mark.parametrize(
    ("said", "two"),
    [
        ("What do you rest on, duty or profit? They exclude each other. Pick one.", ("duty", "profit")),
        ("Is it duty or profit? You change between them. So which is it?", ("duty", "profit")),
        ("Choose one, duty or profit.", ("duty", "profit")),
    ],
)
def test_a_choice_that_is_demanded_is_the_question_of_the_message(said: str, two: tuple[str, str]) -> None:
    texts = sentences_of(said)
    first = chosen_first(challenges_in(texts, Debate("for")), texts)[0]
    assert options(first) == two


def test_where_nothing_is_demanded_the_questions_keep_their_order() -> None:
    texts = sentences_of("Is it duty or profit? And who pays for it?")
    challenges = challenges_in(texts, Debate("for"))
    assert chosen_first(challenges, texts) == challenges
