"""Which side the bot takes, and when it changes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.debate.sides import (
    SWAPS,
    TAKES,
    WHICH,
    WHICH_AGAIN,
    asked_side,
    begins,
    first_side,
    taken_up,
    told_side,
)
from bot.debate.state import Debate, Taken, Terms
from bot.request.history import Exchange
from bot.request.question import Question, ask
from bot.turn.bot import Bot
from knowledge.argument_map import Side, other_side
from tests.bot.debate.playing import TURN, play
from tests.bot.request.table_leanings import leanings

CHOICES = (
    "I'll take con.",
    "You defend the op-ed.",
    "I speak for the opposition",
    "you're pro",
    "You take the other side.",
    "You choose.",
    "Let's swap sides.",
    "You defend it!",
    "Switch sides, you are so clever.",
    "I support more parking, debate me.",
)
STANCES = {
    "Cars stink.": 0.97,
    "Shops will die.": 0.04,
    "I support more parking.": 0.03,
    "I oppose more parking.": 0.97,
}
LEANINGS = leanings(STANCES, CHOICES)
ASKED = " ".join(words.text for words in WHICH)


def said(text: str, *history: Exchange) -> Question:
    return ask(text, "debate", history=history)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("I'll take con.", "for"),
        ("You defend the op-ed.", "for"),
        ("I'll take con. Cars stink.", "for"),
        ("I agree with the op-ed. You take the other side.", "against"),
        ("I support more parking, debate me.", "for"),
        ("You choose.", "against"),
        ("Cars stink.", "against"),
        ("Shops will die.", "for"),
        ("The road is grey.", None),
        ("The opposition is against it.", None),
        ("for", "against"),
        ("“Against”!", "for"),
        ("I speak for the opposition: the road is grey.", "for"),
        ("Right — you're pro; the road is grey.", "for"),
        ("Con: the road is grey.", "for"),
        ("The road is grey.\nPro, then.", "against"),
        ("Against. The road is grey.", "for"),
        ("Pro: the road is grey. Con: it is long.", None),
        ("For years the road was grey.", None),
        ("Lee said it – the opposition is against it.", None),
        ("The columnist is spot on: the road is grey.", "against"),
        ("I don't agree with this essay.", "for"),
        ("You take the other side. The author is wrong.", "for"),
        ("My brother agrees with the author.", None),
        ("My brother agrees with the author. Shops will die.", "for"),
        ("The author is right that the road is grey.", None),
    ],
)
def test_the_first_words_settle_the_side_or_leave_it_open(text: str, side: str | None) -> None:
    assert first_side(said(text), LEANINGS) == side


class _Arguments:
    """Knows of each text how probably it argues for the op-ed, and is sure of none."""

    def __init__(self, probability: float) -> None:
        self._probability = probability

    def side_of(self, argument: str) -> Side | None:
        return None

    def probability_for(self, argument: str) -> float:
        return self._probability


@pytest.mark.parametrize(
    ("probability", "text", "begun"),
    [
        (0.9, "The road is grey.", ("against", "supposes")),
        (0.1, "The road is grey.", ("for", "supposes")),
        (0.6, "The road is grey.", ("against", "guesses")),
        (0.51, "The road is grey.", None),
        (0.8, "Is the road grey?", None),
        (0.95, "Is the road grey?", ("against", "supposes")),
        (0.9, "for", ("against", "begins")),
    ],
)
def test_a_side_that_is_likely_is_supposed_and_one_that_is_not_is_asked_for(
    probability: float, text: str, begun: tuple[Side, Taken] | None
) -> None:
    told = replace(LEANINGS, blocks=_Arguments(probability))
    assert begins(said(text), told) == begun


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Let's swap sides.", "for"),
        ("You defend it!", "for"),
        ("I'll take con.", "for"),
        ("Switch sides, you are so clever.", None),
        ("Just agree with me.", None),
        ("Shops will die.", None),
        ("The opposition is against it.", None),
        ("for", None),
        ("Con: the road is grey.", None),
        ("The author is wrong.", None),
    ],
)
def test_a_plain_request_changes_the_side_and_pressure_does_not(text: str, side: str | None) -> None:
    assert asked_side(said(text), Debate("against"), LEANINGS) == side


def test_an_argument_waits_for_the_answer_which_side_it_is_on() -> None:
    waiting = Exchange("The road is grey.", ASKED, "debate")
    question = taken_up(said("against", waiting), LEANINGS)
    assert (question.text, question.words) == ("The road is grey.", "against")
    assert first_side(question, LEANINGS) == "for"
    agreeing = taken_up(said("I agree with the author.", waiting), LEANINGS)
    assert agreeing.text == "The road is grey."
    assert first_side(agreeing, LEANINGS) == "against"
    another = said("Cars stink.", waiting)
    assert taken_up(another, LEANINGS) is another


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("i just told you. against. jeez", "for"),
        ("Against. Now answer me.", "for"),
        ("pro", "against"),
        ("con side please", "for"),
        ("I agree with her, so play the other part.", "against"),
        ("Isn't that plain? You get to defend it.", "for"),
        ("I disagree with the article.", "for"),
        ("I think he is mistaken. The road is grey.", "for"),
        ("Pro — the road is grey.", "against"),
        ("The road is grey all the same.", None),
    ],
)
def test_what_answers_the_question_for_the_side_is_the_readers_own(text: str, side: str | None) -> None:
    waiting = Exchange("The road is grey.", ASKED, "debate")
    assert first_side(said(text, waiting), LEANINGS) == side


def test_what_the_page_offers_to_argue_has_its_side(brief_bot: Bot) -> None:
    argument_map = brief_bot.topic.argument_map
    assert argument_map is not None
    for starter, side in argument_map.starters.argued.items():
        assert brief_bot.reply(starter, "debate").plan.side == other_side(side)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("I completely disagree with the writer. The tariff should stay.", "for"),
        ("Neg: the deficit is what counts.", "for"),
        ("Pressure drives friends away, and I think this op-ed is right.", "against"),
        ("Trump should stop pressuring Seoul.", "against"),
        ("Washington has to maintain the pressure on South Korea.", "for"),
        ("I like pizza and football.", None),
        ("My professor thinks the op-ed is right.", None),
        ("Suppose the author is right.", None),
    ],
)
def test_the_bot_hears_whether_somebody_agrees(brief_bot: Bot, text: str, side: str | None) -> None:
    reply = brief_bot.reply(text, "debate")
    assert reply.plan.side == side
    assert (reply.plan.kind == "which side") == (side is None)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("I agree with the author.", []),
        ("Con: the deficit is what counts.", ["the deficit is what counts."]),
        ("The author is wrong. The deficit is what counts.", ["The deficit is what counts."]),
    ],
)
def test_what_only_takes_a_side_is_no_argument(brief_bot: Bot, text: str, points: list[str]) -> None:
    debate = brief_bot.reply(text, "debate").debate
    assert debate is not None
    assert [point.text for point in debate.of("reader")] == points


def test_who_is_asked_again_is_asked_in_other_words(brief_bot: Bot) -> None:
    asked = brief_bot.reply("Tell me about September.", "debate")
    again = brief_bot.reply("Well, I do not know.", "debate", [asked.exchange])
    assert again.text == " ".join(words.text for words in WHICH_AGAIN)


def test_the_side_is_known_from_what_the_bot_said() -> None:
    begun = Exchange("Cars stink.", TAKES["against"].text, "debate")
    swapped = Exchange("swap", SWAPS["for"].text, "debate")
    assert told_side([begun], None) == "against"
    assert told_side([begun], "for") == "for"
    assert told_side([begun, swapped], "against") == "for"
    assert told_side([Exchange("Cars stink.", "", "debate")], None) is None


def test_the_side_is_said_once(brief_bot: Bot) -> None:
    first = brief_bot.reply(TURN, "debate", debate=Terms("against"))
    assert first.text.startswith(TAKES["against"].text)
    second = brief_bot.reply(TURN, "debate", debate=first.debate)
    assert TAKES["against"].text not in second.text


def test_who_cannot_be_placed_is_asked_and_then_answered(brief_bot: Bot) -> None:
    asked = brief_bot.reply("Tell me about September.", "debate")
    assert (asked.plan.kind, asked.debate, asked.text) == ("which side", None, ASKED)
    reply = brief_bot.reply("against", "debate", [asked.exchange])
    assert reply.debate is not None
    assert reply.plan.side == "for"
    assert reply.debate.of("reader")[0].text == "Tell me about September."


def test_a_swap_is_obeyed_and_said(brief_bot: Bot) -> None:
    _, swapped, after = play(brief_bot, "against", TURN, "Let's swap sides.", TURN)
    assert swapped.text.startswith(SWAPS["for"].text)
    assert swapped.debate is not None
    assert (swapped.plan.side, after.plan.side) == ("for", "for")
    assert SWAPS["for"].text not in after.text
