"""What an op-ed is asked to speak of, who somebody in it is, and what is asked of the whole of it."""

from __future__ import annotations

import pytest

from bot.turn.bot import Bot
from bot.writers.embedded.quoted_answer import GRANTS, NOT_SAID
from tests.bot.evidence.test_opposing import TEXT
from tests.bot.indexed import bot_on_file


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return bot_on_file(tmp_path_factory.mktemp("home"), "library.md", TEXT)


def test_what_the_op_ed_has_no_word_of_it_does_not_say(library: Bot) -> None:
    assert library.reply("Does the article mention wheelchairs?").text == NOT_SAID.text
    assert library.reply("Does she say anything about the roof or the cellar?").text == NOT_SAID.text


def test_what_the_op_ed_has_a_word_of_is_shown(library: Bot) -> None:
    assert "parking fund" in library.reply("Does she mention parking?").text


def test_whoever_is_named_is_told_of_with_what_that_one_says(library: Bot) -> None:
    assert "It has a light." in library.reply("Who is Nora Lind and what did she say?").text


def test_what_may_be_granted_is_given_as_that_and_has_no_advice_in_it(library: Bot) -> None:
    text = library.reply("Does the author admit any weakness?").text
    assert text.startswith(GRANTS.guessed.text)
    assert "I admit that nobody has counted" in text
    assert "So let the council" not in text


def test_passages_stand_in_the_order_of_the_op_ed(library: Bot) -> None:
    cited = [
        number for one in library.reply("Why should it open at night?").statements for number in one.cites
    ]
    assert cited == sorted(cited)
