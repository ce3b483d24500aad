"""The chat models that the settings name, one to write and one to judge, and the prompts for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.build.storage import build_book
from bot.errors import BotError
from bot.models import ChatModel, Waits
from bot.settings import Settings, tracing
from prompts import Prompt, load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.judge.model import ModelJudge
    from bot.models.service import Chat


def build_chat(settings: Settings) -> Chat | None:
    """Return the chat model that writes, where one is named.

    BotError where its provider or package is missing.
    """
    if settings.model is None:
        return None
    from bot.models.budget import Budget, Ledger, Limit
    from bot.models.cache import Cache
    from bot.models.service import Chat

    waits = Waits(settings.wait_connect, settings.wait_first, settings.wait_between, settings.wait_whole)
    budget = Budget(
        Limit(settings.tokens_per_turn, settings.dollars_per_turn),
        Limit(settings.tokens_per_conversation, settings.dollars_per_conversation),
        Limit(settings.tokens_per_day, settings.dollars_per_day),
        settings.price_in,
        settings.price_out,
    )
    cache = Cache(settings.home / "answers.sqlite3") if settings.cache else None
    model = _chat_model(settings, settings.model, waits)
    return Chat(model, waits, Ledger(build_book(settings), budget), cache)


def build_judge(settings: Settings) -> ModelJudge | None:
    """Return the chat model that judges, where one is named.

    BotError where its provider or package is missing.
    """
    if settings.judge_model is None:
        return None
    from bot.judge.model import ModelJudge
    from bot.models.langchain import open_langchain

    model = open_langchain(
        settings.judge_model,
        "DEBATE_JUDGE_MODEL",
        waits=Waits(whole=settings.wait_whole),
        key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        temperature=0,
    )
    prompt = load_prompt("judge", settings.prompts, ("claim", "passages"))
    return ModelJudge(model, settings.judge_model, prompt, settings.home / "judgements.sqlite3")


def load_prompts(settings: Settings) -> dict[str, Prompt]:
    """Load the prompts that a model writes with, each from the user's folder where it is there."""
    from bot.writers.model.writer import TAKES

    return {name: load_prompt(name, settings.prompts, takes) for name, takes in TAKES.items()}


def _chat_model(settings: Settings, name: str, waits: Waits) -> ChatModel:
    provider, _, model = name.partition(":")
    if not model:
        raise BotError(f"DEBATE_MODEL is {name!r}: give PROVIDER:MODEL, as in openai:gpt-4.1-mini")
    if provider == "openai" and not tracing(os.environ):
        from bot.models.openai import OpenAIChat

        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        return OpenAIChat(model, settings.openai_base_url, key, waits, settings.temperature)
    from bot.models.langchain import LangChainChat, open_langchain

    def opens() -> BaseChatModel:
        return open_langchain(
            name,
            "DEBATE_MODEL",
            waits=waits,
            key=settings.openai_api_key,
            base_url=settings.openai_base_url,
            temperature=settings.temperature,
        )

    return LangChainChat(name, opens)
