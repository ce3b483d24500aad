"""The embedded writer."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace

import pytest

import bot
from bot.build import build
from bot.settings import Settings
from bot.statement import Fixed, Statement
from bot.turn.bot import Bot
from bot.turn.reply import Reply
from bot.writers import Assignment
from bot.writers.embedded.conversation import TALK
from bot.writers.embedded.writer import EmbeddedWriter
from tests.servers.command import debate


def test_each_starter_of_a_side_is_argued_whole_in_prepared_words(brief_bot: Bot, article_bot: Bot) -> None:
    for each in (brief_bot, article_bot):
        argument_map = each.topic.argument_map
        assert argument_map is not None
        for mode in ("for", "against"):
            for starter in argument_map.starters.of(mode):
                reply = each.reply(starter, mode)
                texts = [statement.text for statement in reply.statements]
                assert 3 <= len(texts) == len(set(texts))
                assert not reply.withheld
                assert all(statement.prepared for statement in reply.statements)
                assert {"report"} < {statement.kind for statement in reply.statements}


NO_CASE = """# Lamps along the canal

The council has put forty lamps along the canal. Each of them burns from dusk until eleven.

Anglers say that the light keeps the eels away. Two of the lamps were broken in March.
"""


@pytest.fixture(scope="module")
def canal(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """A bot on a text that recommends nothing, so that nothing can be argued about it."""
    home = tmp_path_factory.mktemp("home")
    file = home / "canal.md"
    file.write_text(NO_CASE, "utf-8")
    assert debate(home, "index", str(file)).returncode == 0
    return build(Settings(home=home)).of("canal")


@pytest.mark.parametrize(
    ("question", "mode"),
    [
        ("debate me", "debate"),
        ("both sides", "ask"),
        ("Argue for it.", "for"),
        ("Argue against it.", "against"),
    ],
)
def test_where_there_is_nothing_to_argue_the_reader_is_told_why(canal: Bot, question: str, mode: str) -> None:
    reply = canal.reply(question, mode)
    assert not reply.withheld
    assert reply.abstained
    assert reply.text.startswith("I can't argue about this op-ed yet")
    assert "withheld" not in reply.text


def _all(value: object) -> Iterator[Fixed]:
    if isinstance(value, Fixed):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _all(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _all(one)


class Reciting(EmbeddedWriter):
    """A writer that gives everything that the program has to say of its own."""

    def statements(self, assignment: Assignment) -> Iterator[Statement | Fixed]:
        yield from FIXED


_MODULES = (
    "bot.turn.turn",
    *(one.name for one in pkgutil.walk_packages([f"{bot.__path__[0]}/writers"], "bot.writers.")),
)

FIXED = list(
    dict.fromkeys(
        words
        for module in _MODULES
        for value in vars(importlib.import_module(module)).values()
        for words in _all(value)
    )
)


def _recited(given: Bot) -> Reply:
    return replace(given, writer=Reciting()).reply("What does it say?")


def test_nothing_that_the_program_says_of_itself_is_withheld(canal: Bot) -> None:
    assert len(FIXED) >= 35
    assert {words for said in TALK.values() for words in said} <= set(FIXED)
    reply = _recited(canal)
    assert not reply.withheld
    said = [statement.text for statement in reply.statements]
    assert said == list(dict.fromkeys(words.text for words in FIXED))


def test_a_writers_link_is_no_fixed_word_and_meets_the_gate(canal: Bot) -> None:
    class Liar(EmbeddedWriter):
        def statements(self, assignment: Assignment) -> Iterator[Statement | Fixed]:
            yield Statement("link", "The lamps poison the eels.")

    reply = replace(canal, writer=Liar()).reply("What does it say?")
    assert reply.withheld_count == 1
    assert "poison" not in reply.text


def test_a_guess_is_left_out_beside_an_answer(brief_bot: Bot) -> None:
    reply = brief_bot.reply(
        "What evidence does the op-ed offer for a decline in Korean national revenue? Any numbers?"
    )
    assert reply.statements
    assert "I am not sure" not in reply.text
