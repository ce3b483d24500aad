"""Reasoning of the bot's own: labelled in an argument, kept out of an answer, switched off where asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.turn.bot import Bot
from bot.writers.embedded.writer import EmbeddedWriter


@pytest.mark.parametrize("message", ["make the case", "60 second opening", "three contentions"])
def test_reasoning_stands_in_an_argument_under_its_name(brief_bot: Bot, message: str) -> None:
    reply = brief_bot.reply(message, "for")
    reasoned = [one for one in reply.statements if one.kind == "analytic"]
    assert reasoned
    assert reply.text.count("[reasoning]") == len(reasoned)
    assert not any(one.cites for one in reasoned)


def test_an_answer_has_none(brief_bot: Bot) -> None:
    assert not any(one.kind == "analytic" for one in brief_bot.reply("What is it about?").statements)


@pytest.mark.parametrize("mode", ["for", "against"])
def test_where_it_is_switched_off_each_sentence_cites_a_passage(brief_bot: Bot, mode: str) -> None:
    bot = replace(brief_bot, writer=EmbeddedWriter(reasoning=False), reasoning=False, recent=None)
    reply = bot.reply("make the case", mode)
    assert reply.statements
    assert all(one.cites for one in reply.statements)
    assert not reply.withheld


def test_a_writer_that_reasons_all_the_same_is_not_heard(brief_bot: Bot) -> None:
    reply = replace(brief_bot, reasoning=False, recent=None).reply("make the case", "for")
    assert not any(one.kind == "analytic" for one in reply.statements)
    refused = {one.verdict.rule for one in reply.withheld}
    assert refused in ({"reasoning"}, {"reasoning", "leaning"})  # what leaned on that goes with it
