"""The chat models that mine, joined as the settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.build.chat import build_chat, build_judging
from bot.errors import BotError
from bot.settings import Settings
from bot.topics.by_model.run import ModelMining
from bot.topics.by_model.steps import TAKES
from knowledge.topic import shipped_slugs
from prompts import load_prompt

_LONGER = 4  # times as long as a reply may take


@contextmanager
def mining(settings: Settings, saved: Callable[[str], None] = lambda slug: None) -> Iterator[ModelMining]:
    """Give what mines with the model of the settings. BotError where none is named.

    The budget of the day holds; those of a turn and a conversation are for readers.
    """
    if settings.model is None:
        raise BotError("--mine needs a chat model: set DEBATE_MODEL, for example to openai:gpt-4.1-mini")
    own = {
        "wait_first": _LONGER * settings.wait_first,
        "wait_whole": _LONGER * settings.wait_whole,
        "tokens_per_turn": None,
        "tokens_per_conversation": None,
        "dollars_per_turn": None,
        "dollars_per_conversation": None,
    }
    # an answer that cannot be read is asked for again; what was judged is kept, and not paid for twice
    chat = build_chat(settings.model_copy(update={**own, "cache": False}))
    assert chat is not None
    judges = None
    try:
        judges = build_judging(settings.model_copy(update={**own, "cache": True}), chat)
        prompts = {name: load_prompt(name, settings.prompts, takes) for name, takes in TAKES.items()}
        yield ModelMining(chat, judges, prompts, settings.home, saved)
    finally:
        if judges:
            judges.close()
        chat.close()


def check_can_be_mined(slug: str) -> None:
    """Raise BotError for a topic whose map and playbook ship with the program."""
    if slug in shipped_slugs():
        raise BotError(
            f"{slug} has an argument map that ships with the program: "
            "index the file with another --topic to have one mined"
        )
