"""Answers that were prepared for people of one kind, in the playbook that ships and in made-up ones."""

from __future__ import annotations

import pytest

from bot.evidence.addressed import speaks_past, speaks_to_somebody
from bot.request.standpoint import says_who
from bot.turn.bot import Bot
from knowledge.playbook import Answer


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("I'm a nurse. Why should I pay?", True),
        ("my uncle worked at the harbor, what about him", True),
        ("As a Dane, what would I say?", True),
        ("I farm near the border.", True),
        ("My uncle thinks that it is too dear. What do I tell him?", False),
        ("Give me an opening speech for the proposition.", False),
    ],
)
def test_who_somebody_is_is_told_from_what_somebody_thinks(said: str, who: bool) -> None:
    assert says_who(said) == who


def _answer(brief_bot: Bot, name: str) -> Answer:
    playbook = brief_bot.topic.playbook
    assert playbook
    return next(one for one in playbook.answers if one.id == name)


def test_an_answer_for_some_people_is_told_by_its_wordings(brief_bot: Bot) -> None:
    assert speaks_to_somebody(_answer(brief_bot, "farmer"))
    assert not speaks_to_somebody(_answer(brief_bot, "probability"))


def test_whoever_tells_nothing_of_themselves_hears_nothing_said_to_somebody(brief_bot: Bot) -> None:
    farmer = _answer(brief_bot, "farmer")
    assert speaks_past(farmer, "Who loses by this, in the end?")
    assert not speaks_past(farmer, "I grow apples. Who loses by this, in the end?")


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        ("for", "My neighbor believes every ally ought to settle its own bills. How do I win him over?"),
        (
            "against",
            "Motion: Washington should go easier on Seoul. One minute to open for the opposition, please.",
        ),
    ],
)
def test_no_reply_speaks_to_people_of_whom_nothing_was_said(brief_bot: Bot, mode: str, text: str) -> None:
    found = brief_bot.reply(text, mode).evidence.prepared
    assert found is None or not speaks_to_somebody(found)
