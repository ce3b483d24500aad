"""Speeches that are as long as they are wanted, and end as they are wanted."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot
from bot.writers.embedded.speech_filling import ended_on, filled, in_even_paragraphs, one_line
from bot.writers.embedded.speech_length import words_in
from knowledge.argument_map import Side
from knowledge.playbook import Case
from knowledge.topic import Topic


def _case(topic: Topic, side: Side) -> Case:
    case = topic.playbook.cases.of(side) if topic.playbook else None
    assert case is not None
    return case


@pytest.mark.parametrize("side", ["for", "against"])
def test_a_short_speech_is_filled_from_contentions_that_it_has_not_told(topic: Topic, side: Side) -> None:
    case = _case(topic, side)
    paragraphs = filled(case.strongest, case.contentions, (180, 220))
    assert 180 * 0.8 <= sum(map(words_in, paragraphs)) <= 220 * 1.1
    assert paragraphs[0][0] == case.strongest[0]


def test_what_is_long_enough_stays_as_it_is(topic: Topic) -> None:
    case = _case(topic, "for")
    assert filled(case.closing, case.contentions, (20, 30)) == [case.closing]


@pytest.mark.parametrize("words", [110, 130, 150])
def test_paragraphs_share_the_words_that_there_are(topic: Topic, words: int) -> None:
    bodies = [one.body for one in _case(topic, "against").contentions[:2]]
    cut = in_even_paragraphs(bodies, (round(words * 0.9), round(words * 1.1)))
    assert abs(sum(map(words_in, cut)) - words) <= 0.2 * words


@pytest.mark.parametrize("words", [10, 14, 20])
@pytest.mark.parametrize("side", ["for", "against"])
def test_one_line_fits_its_words_and_argues(topic: Topic, side: Side, words: int) -> None:
    line = one_line((), _case(topic, side), words)
    assert line is not None
    assert len(line.text.split()) <= words
    assert line.kind in ("report", "analytic")


def test_a_speech_ends_on_what_it_is_to_end_on(topic: Topic) -> None:
    case = _case(topic, "for")
    assert "Vietnam" in " ".join(one.text for one in ended_on((), case, "what happened in Vietnam"))
    assert ended_on((), case, "the moon") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a 120 word letter to the editor against this", 120),
        ("Write a letter of about 200 words to my congressman.", 200),
        ("Give me an opening of 2 minutes; I read 120 words a minute", 240),
    ],
)
def test_letters_and_speeches_have_the_words_that_are_wanted(brief_bot: Bot, text: str, words: int) -> None:
    reply = brief_bot.reply(text, "against")
    said = sum(len(statement.text.split()) for statement in reply.statements)
    assert abs(said - words) <= 0.2 * words


def test_who_has_to_concede_first_says_what_is_weak_and_then_argues(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Admit first where your own side is weak, then win me over.", "for")
    case = _case(brief_bot.topic, "for")
    texts = [statement.text for statement in reply.statements]
    assert texts[1] == case.weakest[0].text
    assert len(texts) > len(case.weakest) + 2


def test_no_bullet_is_longer_than_it_may_be(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Give me two bullets, at most 18 words each, for easing", "for")
    assert len(reply.statements) == 2
    assert all(len(statement.text.split()) <= 18 for statement in reply.statements)
