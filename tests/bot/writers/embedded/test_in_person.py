"""Letters, notes, posts and scripts that somebody signs, through the topic that ships."""

from __future__ import annotations

import pytest

from bot.request.form import form_of
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.writers.embedded.letters import (
    ASKS_ANY_READER,
    ASKS_FRIENDS,
    READ,
    TELLS_OF,
    THANKS_THEM,
    TO_THE_PRESS,
    WRITES,
)


def _told(reply: Reply) -> list[str]:
    assert not reply.withheld
    assert any(one.cites for one in reply.statements)
    return [one.text for one in reply.statements]


def _words(told: list[str]) -> int:
    return sum(len(text.split()) for text in told)


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("Write a brief, friendly note to my niece", "note"),
        ("a text message to my coach about this", "note"),
        ("blog post, 80 words", "post"),
        ("something I can post below it", "post"),
        ("I'm writing canvassing scripts", "script"),
        ("three sentences to the editor", "letter"),
        ("What does the note on trade say?", None),
        ("Turn his own card against him", None),
        ("Give me the message of the piece", None),
        ("I saw a post about Korea. Is it true?", None),
    ],
)
def test_what_is_to_be_written(text: str, genre: str | None) -> None:
    assert form_of(text).genre == genre


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Letter to the editor from a retired cook who thinks Seoul should pay more", "against"),
        ("Letter to the editor from a retired cook who thinks friends shouldn't be treated like this", "for"),
        ("Write a letter to the editor. I don't buy this op-ed.", "against"),
        ("Write a letter to the editor. I agree with the author.", "for"),
    ],
)
def test_what_the_writer_thinks_decides_the_side(brief_bot: Bot, text: str, side: str) -> None:
    assert _told(brief_bot.reply(text))[1] == WRITES[side].text  # type: ignore[index]


def test_who_writes_and_what_they_think_stand_first(brief_bot: Bot) -> None:
    told = _told(
        brief_bot.reply(
            "Letter to the editor, 110 words max, from a former cook who served in Daegu and thinks Seoul "
            "should pay more for the troops. Sign it Al Roe",
            "against",
        )
    )
    assert told[0] == TO_THE_PRESS.text
    assert told[2:5] == [
        "I am a former cook.", "I served in Daegu.", "I think Seoul should pay more for the troops.",
    ]  # fmt: skip
    assert any("troops" in one for one in told[5:7])
    assert told[-1] == "Yours sincerely, Al Roe"


@pytest.mark.parametrize("mode", ["ask", "for", "against"])
@pytest.mark.parametrize("words", [45, 60, 90, 140])
@pytest.mark.parametrize("kind", ["note to my cousin", "letter to my senator", "post", "phone script"])
def test_no_piece_is_longer_than_asked_for(brief_bot: Bot, mode: str, words: int, kind: str) -> None:
    told = _told(
        brief_bot.reply(f"Write a {kind}, {words} words. I'm a baker, and my son is in Seoul.", mode)
    )
    assert "I'm a baker." in told
    assert words / 2 <= _words(told) <= words


def test_a_few_sentences_are_no_more_and_signed(brief_bot: Bot) -> None:
    text = "Write two or three sentences to the editor saying I was not persuaded. Sign it Rosa"
    told = _told(brief_bot.reply(text))
    assert told[:2] == [TO_THE_PRESS.text, "I was not persuaded by the op-ed."]
    assert told[-1] == "Yours sincerely, Rosa"
    assert len(told) <= 5


def test_a_note_that_takes_no_side_tells_plainly_what_the_op_ed_says(brief_bot: Bot) -> None:
    text = "My aunt lives in Incheon. Please put this into a short, kind note to her, no jargon, 100 words."
    told = _told(brief_bot.reply(text))
    assert told[:2] == ["Dear Aunt,", TELLS_OF.text]
    assert told[-2:] == [ASKS_FRIENDS.text, "Warmly, (your name)"]
    assert "So Trump should" in told[-3]


def test_a_note_to_somebody_who_thinks_otherwise_argues_with_them(brief_bot: Bot) -> None:
    told = _told(brief_bot.reply("a note to my uncle who thinks Korea is a freeloader, 80 words"))
    assert READ["for"].text in told


def test_a_script_is_spoken_and_no_other_task(brief_bot: Bot) -> None:
    told = _told(brief_bot.reply("radio script, 30 seconds, spoken language. My name is Kim Oh", "for"))
    assert (told[0], told[-1]) == ("Hello, my name is Kim Oh.", THANKS_THEM.text)
    assert not any("the op-ed says" in text for text in told)


def test_nobody_is_asked_to_vote_who_cannot(brief_bot: Bot) -> None:
    told = _told(brief_bot.reply("email to my boss against this op-ed, 120 words"))
    assert told[0] == "Dear Boss,"
    assert ASKS_ANY_READER.text in told


def test_a_comment_under_the_op_ed_says_what_is_wrong_and_introduces_nothing(brief_bot: Bot) -> None:
    told = _told(brief_bot.reply("Write a comment to go under the article, brief, against it", "against"))
    case = brief_bot.topic.playbook.cases.against  # type: ignore[union-attr]
    assert case is not None
    assert told == [one.text for one in case.pieces["post"]]


def test_a_letter_speaks_in_its_writers_name_and_not_for_a_side(brief_bot: Bot) -> None:
    told = _told(brief_bot.reply("Write a letter to the editor disagreeing with this, 160 words", "against"))
    assert told[:2] == [TO_THE_PRESS.text, WRITES["against"].text]
    assert not any("this side" in one for one in told)
