"""Sentences that cannot both hold."""

from __future__ import annotations

import pytest

from bot.debate.contradiction import contradicts
from bot.turn.bot import Bot
from tests.bot.debate.playing import RIVAL, play


def test_a_reader_is_not_told_that_he_contradicts_himself(brief_bot: Bot) -> None:
    """Of five such charges in debates with strangers none was right."""
    *_, last = play(brief_bot, "against", RIVAL, "China is no rival of America at all.")
    assert not any("opposite" in one.text for one in last.statements if one.kind == "link")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The tariffs will hurt Korean workers.", "The tariffs will not hurt Korean workers."),
        ("The deficit grew to 66 billion dollars.", "The deficit is only 30 billion dollars."),
        ("The deficit grew by 29 percent.", "The deficit grew by 23.2 percent."),
        ("Trump plans a tariff of 20 percent.", "Trump plans a tariff of 25 percent."),
        ("The deficit grew by 31 percent.", "The deficit grew by 29.2 percent."),
        ("Nobody in Seoul wants closer ties with Beijing.", "Many in Seoul want closer ties with Beijing."),
        ("The demands are fair.", "The demands are unfair."),
        ("Threats bring Seoul to the table.", "Threats drive Seoul away from the table."),
    ],
)
def test_sentences_that_cannot_both_hold(one: str, other: str) -> None:
    assert contradicts(one, other)
    assert contradicts(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The tariffs will hurt Korean workers.", "The tariffs will not raise much money."),
        ("The deficit grew by 29 percent.", "The deficit grew by 29.2 percent."),
        ("The deficit grew by 30 percent.", "The deficit grew by 29.2 percent."),
        ("The deficit grew to $13 billion.", "The deficit grew to $12.8 billion."),
        ("Lee trusts Trump.", "Trump does not trust Xi."),
        ("Xi invited Lee.", "Trump did not invite Lee."),
        ("If no deal comes, Lee goes to Beijing.", "A deal is what Lee wants."),
        ("Seoul buys many weapons.", "Seoul sells many goods to America."),
    ],
)
def test_sentences_that_can_both_hold(one: str, other: str) -> None:
    assert contradicts(one, other) is None
    assert contradicts(other, one) is None
