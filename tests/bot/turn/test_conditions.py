"""Conditions on a wish, through the topic that ships: what is left out, who speaks, how plainly."""

from __future__ import annotations

import pytest

from bot.statement import Statement
from bot.turn.bot import Bot
from bot.writers.embedded.argument import NONE_LEFT


def _statements(bot: Bot, text: str, mode: str) -> list[Statement]:
    return list(bot.reply(text, mode).statements)


def _told(bot: Bot, text: str, mode: str) -> str:
    return " ".join(one.text for one in _statements(bot, text, mode))


@pytest.mark.parametrize(
    ("text", "mode", "absent"),
    [
        ("Persuade me, and keep the wars out of it", "for", {42}),
        ("an opening of one minute without the invitation to Beijing", "for", {35, 36}),
        ("three arguments apart from the trade deficit", "against", {20, 21}),
        ("What is your strongest point that does not rest on the base?", "for", {44}),
    ],
)
def test_what_is_to_be_left_out_is_not_spoken_of(
    brief_bot: Bot, text: str, mode: str, absent: set[int]
) -> None:
    said = _statements(brief_bot, text, mode)
    assert any(one.cites for one in said)
    assert not any(absent.intersection(one.cites) for one in said)


def test_where_nothing_is_left_that_is_said(brief_bot: Bot) -> None:
    text = "make the case without mentioning Lee or Trump or Seoul or South Korea"
    assert NONE_LEFT.text in _told(brief_bot, text, "for")


@pytest.mark.parametrize(
    ("text", "mode", "entry"),
    [
        ("a talk for soybean farmers in Ohio", "for", "farmer-pro"),
        ("persuade a tough Republican who is all for tariffs", "for", "tough-republican-pro"),
        ("Now speak as a Korean", "against", "korean-con"),
    ],
)
def test_the_people_who_are_named_get_what_was_prepared_for_them(
    brief_bot: Bot, text: str, mode: str, entry: str
) -> None:
    assert brief_bot.topic.playbook is not None
    answer = next(one for one in brief_bot.topic.playbook.answers if one.id == entry)
    said = {one.text for one in _statements(brief_bot, text, mode)}
    assert said & {sentence.text for sentence in answer.sentences()}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("an opening of 45 seconds for pupils, in simple language", "for"),
        ("Why keep up the pressure? Three reasons, so that my grandmother understands it", "against"),
        ("My English is weak. Persuade me.", "for"),
    ],
)
def test_speeches_are_plain_where_that_is_wanted(brief_bot: Bot, text: str, mode: str) -> None:
    assert brief_bot.topic.playbook is not None
    plain = {sentence.text for one in brief_bot.topic.playbook.answers for sentence in one.plain}
    said = [one for one in _statements(brief_bot, text, mode) if one.kind != "link"]
    assert said
    assert all(one.text in plain for one in said)


def test_a_speech_ends_on_a_question_where_that_is_wanted(brief_bot: Bot) -> None:
    said = _statements(brief_bot, "Argue in 120 words at most and close with a question", "against")
    assert said[-1].kind == "question"
    assert sum(len(one.text.split()) for one in said) <= 120


def test_each_rebuttal_is_followed_by_what_the_other_side_says(brief_bot: Bot) -> None:
    text = "They will say that Lee turns to Beijing. Two answers, and what they say back to each."
    said = _statements(brief_bot, text, "against")
    assert any(one.concession for one in said)


def test_the_same_is_asked_of_a_second_term(brief_bot: Bot) -> None:
    told = _told(brief_bot, 'What is meant by "good faith"? Also "excessive burdens", please.', "ask")
    assert "good faith" in told.lower()
    assert "excessive" in told


def test_who_asks_for_the_best_and_then_for_the_worst_gets_both(brief_bot: Bot) -> None:
    told = _told(brief_bot, "I need the best argument of the op-ed. And the weakest.", "ask")
    assert "best argument" in told
    assert "weakest point" in told
