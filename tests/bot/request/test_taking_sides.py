"""Who takes which side, in the words of people who debate."""

from __future__ import annotations

import pytest

from bot.request.taking_sides import Taking, Who, sides_said

READER: Who = "reader"
BOT: Who = "bot"


@pytest.mark.parametrize(
    ("text", "who", "side"),
    [
        ("I'll take con.", READER, "against"),
        ("You defend the op-ed, I attack it.", BOT, "for"),
        ("Me aff, you neg!", BOT, "against"),
        ("I want you to oppose what she recommends, and I speak for it.", BOT, "against"),
        ("we drew the negative", READER, "against"),
        ("argue against the author", BOT, "against"),
        ("Play devil's advocate.", BOT, "against"),
        ("I no longer support the proposal.", READER, "against"),
        ("Stop defending him.", BOT, "against"),
        ("You speak as a senator who opposes the plan.", BOT, "against"),
        ("Please act for the critics", BOT, "against"),
        ("Argue against me: I am in favour.", READER, "for"),
    ],
)
def test_the_words_say_who_takes_which_side(text: str, who: str, side: str) -> None:
    taking = sides_said(text).taking
    assert taking is not None
    assert (taking.who, taking.side, taking.of) == (who, side, "")


@pytest.mark.parametrize(
    ("text", "taking"),
    [
        ("I support the night trains, debate me.", Taking(READER, "for", "the night trains")),
        ("You attack the curfew.", Taking(BOT, "against", "the curfew")),
        ("I'm against a second runway", Taking(READER, "against", "a second runway")),
    ],
)
def test_what_is_no_part_of_the_op_ed_is_named(text: str, taking: Taking) -> None:
    assert sides_said(text).taking == taking


@pytest.mark.parametrize(
    "text", ["Let's swap sides.", "ok switch!", "Now the other way round", "We change roles"]
)
def test_a_swap_is_understood(text: str) -> None:
    assert sides_said(text).swap


def test_a_sentence_that_asks_hides_no_other_that_takes_a_side() -> None:
    taking = sides_said("What do you mean, for or against? I just told you. I am for the article.").taking
    assert taking == Taking(READER, "for")


@pytest.mark.parametrize("text", ["You choose.", "flip a coin for it", "just pick a side"])
def test_the_choice_can_be_left_to_the_bot(text: str) -> None:
    said = sides_said(text)
    assert said.bot_chooses
    assert said.taking is None


@pytest.mark.parametrize(
    "text",
    [
        "Which side should I take, pro or con?",
        "Trains are slow and dear.",
        "There is a good reason for that.",
        "The ban will last for a year.",
        "You switched the subject.",
        "Judges, I ask you to vote against the article.",
        "Rule for the proposal.",
    ],
)
def test_other_words_take_no_side(text: str) -> None:
    said = sides_said(text)
    assert said.taking is None
    assert not said.swap
