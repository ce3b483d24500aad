"""The chat models that the settings name, one to write and one to judge, and the prompts for them."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.build.storage import build_book
from bot.errors import BotError
from bot.models import ChatModel, Waits
from bot.settings import Settings, tracing
from prompts import Prompt, load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.judge.judging import Judging
    from bot.judge.kept_rulings import KeptRulings
    from bot.judge.model import ModelJudge
    from bot.judge.ruling import Form
    from bot.models.service import Chat, TurnChat


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


@dataclass(frozen=True)
class Judges:
    """What judges the sentences of turns: a model, how it is asked, and what it ruled before."""

    chat: Chat
    form: Form
    kept: KeptRulings | None

    def __call__(self, turn: TurnChat) -> Judging:
        """Return the judging of one turn, which counts against the turn's budget."""
        from bot.judge.judging import Judging

        return Judging(self.chat.for_turn(turn.conversation, turn), self.form, self.chat.name, self.kept)

    def close(self) -> None:
        """Close the file of rulings."""
        if self.kept:
            self.kept.close()


def build_judging(settings: Settings, writing: Chat | None) -> Judges | None:
    """Return what judges a turn's sentences: the model that writes, or another; None where rules alone do.

    BotError where the judge's provider or package is missing.
    """
    if writing is None or settings.check == "embedded":
        return None
    from bot.judge.kept_rulings import KeptRulings
    from bot.judge.minicheck import MiniCheckForm
    from bot.judge.verdict_form import TAKES, VerdictForm

    chat = _judging_chat(settings, writing)
    kept = KeptRulings(settings.home / "rulings.sqlite3") if settings.cache else None
    form: Form = (
        MiniCheckForm()
        if settings.judge_form == "minicheck"
        else VerdictForm(load_prompt("check", settings.prompts, TAKES))
    )
    return Judges(chat, form, kept)


def _judging_chat(settings: Settings, writing: Chat) -> Chat:
    """Return the model that judges: the one that writes where no other is named."""
    from bot.models.service import new_breaker

    name = settings.judge_model
    if name is None or name == settings.model:
        return writing
    budget = replace(
        writing.ledger.budget,
        price_in=settings.judge_price_in or 0,
        price_out=settings.judge_price_out or 0,
    )
    model = _chat_model(settings, name, writing.waits, "DEBATE_JUDGE_MODEL", temperature=0)
    return replace(
        writing, model=model, ledger=writing.ledger.priced(budget), breaker=new_breaker(), cache=writing.cache
    )


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


def _chat_model(
    settings: Settings,
    name: str,
    waits: Waits,
    variable: str = "DEBATE_MODEL",
    temperature: float | None = None,
) -> ChatModel:
    temperature = settings.temperature if temperature is None else temperature
    provider, _, model = name.partition(":")
    if not model:
        raise BotError(
            f"{variable} is {name!r}: use the form PROVIDER:MODEL, for example openai:gpt-4.1-mini"
        )
    if provider == "openai" and not tracing(os.environ):
        from bot.models.openai import OpenAIChat

        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        return OpenAIChat(model, settings.openai_base_url, key, waits, temperature)
    from bot.models.langchain import LangChainChat, open_langchain

    def opens() -> BaseChatModel:
        return open_langchain(
            name,
            variable,
            waits=waits,
            key=settings.openai_api_key,
            base_url=settings.openai_base_url,
            temperature=temperature,
        )

    return LangChainChat(name, opens)
