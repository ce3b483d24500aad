"""The side that an opening tells by its argument, what is said of it, and how a reader corrects it."""

from __future__ import annotations

import pytest

from bot.debate.resume import recall
from bot.debate.sides import CORRECTS, SUPPOSES
from bot.request.history import Exchange
from bot.turn.bot import Bot
from bot.turn.reply import Reply

OPENING = (
    "Koreans died beside Americans in Vietnam. Seoul gave up its best market because we asked. "
    "Squeezing it further only drives it into Beijing's arms."
)
CONTRARY = "A rich country that sells us far more than it buys can pay for its own defense."


def _after(bot: Bot, first: Reply, text: str) -> Reply:
    assert first.debate is not None
    before = (Exchange(first.plan.question.words, first.text, "debate", first.plan.side or ""),)
    return bot.reply(text, "debate", before, debate=first.debate)


def test_several_sentences_tell_a_side_together_and_the_bot_offers_to_be_corrected(brief_bot: Bot) -> None:
    reply = brief_bot.reply(OPENING, "debate")
    assert reply.plan.side == "against"
    assert reply.text.startswith(SUPPOSES["against"].text)
    assert reply.debate is not None
    assert reply.debate.of("bot"), "it argues at once"


@pytest.mark.parametrize(
    "words",
    ["No, I'm against the op-ed.", "Wrong way round.", "You have me on the wrong side.", "against"],
)
def test_a_correction_is_obeyed_and_the_first_argument_answered_in_its_round(
    brief_bot: Bot, words: str
) -> None:
    first = brief_bot.reply(OPENING, "debate")
    corrected = _after(brief_bot, first, words)
    assert corrected.text.startswith(CORRECTS["for"].text)
    assert corrected.debate is not None
    assert (corrected.plan.side, corrected.debate.rounds, corrected.debate.before) == ("for", 1, ())
    assert any("Vietnam" in point.text for point in corrected.debate.of("reader"))
    assert corrected.debate.of("bot")


@pytest.mark.parametrize(
    "words",
    [
        "Fair point, I grant you that.",
        "OK, the author is right about that one, but they still owe us.",
        "Just agree with me.",
        "You have it right, I'm for it. But show me where it says so.",
        "Yes, you have me right.",
        "Yep, for.",
        CONTRARY,
    ],
)
def test_nothing_else_turns_a_side_that_was_supposed(brief_bot: Bot, words: str) -> None:
    first = brief_bot.reply(OPENING, "debate")
    assert _after(brief_bot, first, words).plan.side == "against"


def test_a_corrected_debate_is_known_from_what_was_said(brief_bot: Bot) -> None:
    first = brief_bot.reply(OPENING, "debate")
    corrected = _after(brief_bot, first, "Wrong way round.")
    history = (
        Exchange(OPENING, first.text, "debate"),
        Exchange("Wrong way round.", corrected.text, "debate"),
    )
    found = recall(history, brief_bot.ground)
    assert found is not None
    assert corrected.debate is not None
    assert (found.side, found.rounds) == ("for", 1)
    assert [one.text for one in found.of("reader")] == [one.text for one in corrected.debate.of("reader")]


def test_a_side_that_was_chosen_is_not_offered_for_correction(brief_bot: Bot) -> None:
    reply = brief_bot.reply(f"I defend the op-ed. {OPENING}", "debate")
    assert reply.plan.side == "against"
    assert SUPPOSES["against"].text not in reply.text
