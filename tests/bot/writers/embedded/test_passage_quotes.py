"""A passage asked for in its own words by what it does is chosen by that, then by likeness."""

from __future__ import annotations

import pytest

from bot.request.role import kinds_asked_for
from bot.turn.bot import Bot


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Copy out the exact sentence with the author's advice, please.", 39),
        ("verbatim: the sentence where the columnist concedes that the deficit matters", 21),
        ("Quote the line in which the author warns of what the world will think of Beijing.", 38),
    ],
)
def test_the_passage_that_does_what_is_asked_for_is_quoted(brief_bot: Bot, text: str, quoted: int) -> None:
    told = brief_bot.reply(text).statements
    assert quoted in {number for one in told for number in one.cites}
    assert all("“" in one.text for one in told)


def test_what_is_to_be_quoted_of_a_question_beside_it_is_no_question_of_its_own(brief_bot: Bot) -> None:
    told = brief_bot.reply(
        "Does the author see the new focus on the deficit as unreasonable? Quote the sentence."
    )
    assert all("“" in one.text for one in told.statements)
    assert {20, 21} & {number for one in told.statements for number in one.cites}


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("the sentence where she admits that it costs something", {"concession"}),
        ("the line with his main claim", {"recommendation"}),
        ("the passage on helicopters", set()),
    ],
)
def test_words_tell_what_a_passage_is_to_do(said: str, kinds: set[str]) -> None:
    assert kinds_asked_for(said) == kinds
