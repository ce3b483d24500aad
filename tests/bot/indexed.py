"""A bot on a text of one's own, indexed as its readers would, without a model or a review."""

from __future__ import annotations

from pathlib import Path

from bot.build import build
from bot.settings import Settings
from bot.topics.index_file import index_file
from bot.turn.bot import Bot


def bot_on_file(home: Path, name: str, text: str) -> Bot:
    """Return the bot on a text that is kept in a file of that name."""
    file = home / name
    file.write_text(text, "utf-8")
    settings = Settings(home=home)
    index_file(file, settings)
    return build(settings).of(file.stem)
