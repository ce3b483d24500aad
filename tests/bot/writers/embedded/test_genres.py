"""Letters, speeches, memos and worksheets, through the topic that ships."""

from __future__ import annotations

import pytest

from bot.request.form import form_of
from bot.turn.bot import Bot
from bot.writers.embedded.genres import BOTTOM_LINE, KEY, LISTENERS, THANKS, TO_ANSWER
from bot.writers.embedded.letters import ASKS, ASKS_READERS, TO_THE_PRESS, WRITES


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("Can you write it as a short letter to my congresswoman?", "letter"),
        ("draft an email to my senator", "letter"),
        ("turn that into a memo", "memo"),
        ("Letter to the editor replying to this op-ed, short", "letter"),
        ("is the letter to Seoul mentioned?", None),
        ("I need a short speech for my debate", "speech"),
        ("I'm putting together a worksheet", "worksheet"),
        ("Three bullets for a hearing memo", None),
        ("a closing line for a letter to the editor", None),
        ("one sentence that I can put in a letter", None),
        ("what does the letter of the law say?", None),
    ],
)
def test_what_is_to_be_written(text: str, genre: str | None) -> None:
    assert form_of(text).genre == genre


@pytest.mark.parametrize(("mode", "side"), [("for", "for"), ("against", "against"), ("ask", "for")])
def test_a_letter_opens_and_ends_as_one_around_a_case(brief_bot: Bot, mode: str, side: str) -> None:
    reply = brief_bot.reply("Write a letter to my congresswoman about this, at most 150 words.", mode)
    told = [one.text for one in reply.statements]
    assert told[:2] == ["Dear Congresswoman,", WRITES[side].text]  # type: ignore[index]
    assert told[-2:] == [ASKS[side].text, "Yours sincerely, (your name)"]  # type: ignore[index]
    assert any(one.cites for one in reply.statements)
    assert not reply.withheld
    assert sum(len(text.split()) for text in told) <= 160


def test_a_letter_to_the_editor_is_one_whatever_was_found_for_it_and_signed_as_asked(brief_bot: Bot) -> None:
    reply = brief_bot.reply(
        "Letter to the editor replying to this op-ed, short, signed 'a retired Marine'. "
        "I respect the ROK guys but we shouldn't be suckers",
        "against",
    )
    told = [one.text for one in reply.statements]
    assert (told[0], told[-1]) == (TO_THE_PRESS.text, "Yours sincerely, a retired Marine")
    assert told[-2] == ASKS_READERS["against"].text
    assert len(told) >= 6


def test_a_speech_is_held_in_front_of_somebody(brief_bot: Bot) -> None:
    told = [one.text for one in brief_bot.reply("write a speech that defends the op-ed", "for").statements]
    assert (told[0], told[-1]) == (LISTENERS.text, THANKS.text)


def test_a_memo_has_its_bottom_line_first(brief_bot: Bot) -> None:
    for mode in ("ask", "against"):
        reply = brief_bot.reply("Draft a memo on this for my director", mode)
        assert reply.statements[0].text == BOTTOM_LINE.text
        assert sum(one.layout == "bullet" for one in reply.statements) >= 3


def test_a_worksheet_has_as_many_questions_as_answers(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Make me a worksheet with four questions and an answer key.")
    told = list(reply.statements)
    questions = [one for one in told if one.kind == "question"]
    key = next(place for place, one in enumerate(told) if one.text == KEY.text)
    assert told[0].text == TO_ANSWER.text
    assert len(questions) == 4
    assert [one.number for one in told[key:] if one.layout == "number"] == [1, 2, 3, 4]
    assert len({one.text for one in questions}) == 4
