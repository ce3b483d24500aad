"""What a side says first to a question that presses it, through the topic that ships."""

from __future__ import annotations

import pytest

from bot.debate.links import DENIES, DENIES_NOT, GRANTS_RISK, IS_NOT
from bot.turn.bot import Bot
from bot.turn.first_said import asks_to_grant
from bot.writers.embedded.conversation import ARGUES_HERE


def _told(bot: Bot, text: str, mode: str) -> list[str]:
    return [statement.text for statement in bot.reply(text, mode).statements]


@pytest.mark.parametrize(
    ("text", "mode", "first"),
    [
        ("Will you at least grant that losing Seoul could happen?", "against", GRANTS_RISK.text),
        (
            "Do you deny that South Korea fought in Vietnam?",
            "against",
            DENIES_NOT[0].text,
        ),
        (
            "They already gave up their trade with China for us. How is that not unfair to them?",
            "against",
            IS_NOT.text,
        ),
    ],
)
def test_a_question_that_presses_a_side_is_met_in_the_first_sentence(
    brief_bot: Bot, text: str, mode: str, first: str
) -> None:
    told = _told(brief_bot, text, mode)
    assert told[0] == first
    assert len(told) > 1


def test_whoever_asks_whether_something_counts_at_all_hears_no_bare_no(brief_bot: Bot) -> None:
    asked = "Their soldiers died beside ours in Vietnam. Doesn't that weigh anything at all?"
    assert _told(brief_bot, asked, "against")[0] not in {one.text for one in DENIES}


@pytest.mark.parametrize("mode", ["for", "against"])
def test_a_concession_that_is_asked_for_is_named(brief_bot: Bot, mode: str) -> None:
    told = _told(brief_bot, "Is there one point where the other side has a point?", mode)
    assert not set(told) & {one.text for one in ARGUES_HERE.values()}
    assert "grant" in told[0].lower()
    assert len(told) > 2


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What part of it do you have to admit is true?", True),
        ("Name one point where the author is right.", True),
        ("What would make you admit that?", False),
        ("Who is right about the tariff?", False),
    ],
)
def test_who_asks_what_is_granted_is_told_from_others(text: str, asks: bool) -> None:
    assert asks_to_grant(text) is asks


def test_what_presses_nobody_gets_no_first_word(brief_bot: Bot) -> None:
    told = _told(brief_bot, "Make the case for easing the pressure.", "for")
    assert not set(told) & {GRANTS_RISK.text, IS_NOT.text, DENIES_NOT[0].text}
