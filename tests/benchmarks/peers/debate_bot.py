"""This bot, with the writer that its settings name: `debate_bot.py DOCUMENT`.

The document is its own; the topic ships with it.
"""

from collections.abc import Iterator

from asking import answer_lines

from bot.build import build
from bot.settings import load_settings
from bot.statement import Statement

bot = build(load_settings()).of()


def ask(question: str) -> Iterator[str]:
    for event in bot.stream(question):
        if isinstance(event, Statement):
            yield event.text


answer_lines(ask)
