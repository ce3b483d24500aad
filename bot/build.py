"""Settings to a bot: the only place that chooses which parts are joined."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.gate.foreign import Judges
from bot.models import ChatModel, Waits
from bot.settings import Settings, tracing
from bot.turn.bot import Bot
from bot.turn.loops import Loops
from bot.turn.recent import Recent
from bot.writers import Writer
from bot.writers.embedded.writer import EmbeddedWriter
from knowledge.chroma import ChromaServer
from knowledge.embeddings import Embedder, OnnxEmbedder, OpenAIEmbedder, WordLlamaEmbedder
from knowledge.index import open_index, reopen_index
from knowledge.search import Search
from knowledge.topic import Topic, load_topic, topic_slugs, version_of
from prompts import Prompt, load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.judge.model import ModelJudge
    from bot.models.budget import Book
    from bot.models.service import Chat, TurnChat
    from bot.store import Store
    from bot.store.topics import SharedTopics
    from knowledge.library import Library

HELD = 64  # topics that stay joined at once: what was not asked for lately is joined anew

for _switch in ("ANONYMIZED_TELEMETRY", "GRADIO_ANALYTICS_ENABLED"):
    os.environ[_switch] = "False"  # read by Chroma and Gradio on their import


class Bots:
    """The bot of each topic, joined when it is first asked for, and anew once its document was replaced."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.chat = build_chat(settings)
        self._loops = Loops()
        self._texts = load_prompts(settings) if self.chat else {}
        self._lock = Lock()
        self._listed: tuple[int, tuple[str, ...]] = (-1, ())
        self._recent = Recent() if settings.cache else None
        self._joined: dict[tuple[str, int], Bot] = {}  # the last used at the end

    @cached_property
    def _shared(self) -> SharedTopics | None:
        return build_shared_topics(self.settings)

    def publish(self, slug: str) -> None:
        """Let the servers that share the database have what was written of a topic here."""
        if self._shared:
            self._shared.push(slug)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The topics that there are, the one to begin with first."""
        if self._shared:
            self._shared.pull()
        first, folder = self.settings.topic, self.settings.home / "topics"
        state = (
            folder.stat().st_mtime_ns if folder.is_dir() else 0
        )  # a topic comes and goes by one rename in there
        if self._listed[0] != state:
            self._listed = (
                state,
                tuple(sorted(topic_slugs(self.settings.home), key=lambda slug: slug != first)),
            )
        return self._listed[1]

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.settings.home

    @cached_property
    def library(self) -> Library:
        """All topics under one roof, for lists and for questions across them."""
        from knowledge.library import Library

        return Library(self.home, self._embedder, build_server(self.settings))

    def topic(self, slug: str) -> Topic:
        """A topic without its search; KnowledgeError where there is none."""
        return load_topic(slug, self.home)

    @cached_property
    def store(self) -> Store:
        """Where chats and readers' words on replies are kept. BotError where the database cannot be opened."""
        from bot.store import Store
        from bot.store.database import Database

        return Store(
            Database(self.settings.database or f"sqlite:///{self.home.absolute() / 'chats.sqlite3'}")
        )

    @cached_property
    def judge(self) -> ModelJudge | None:
        """The model that the settings name for judging: contested sentences, ballots and, where a model writes, other languages than English."""
        return build_judge(self.settings)

    @cached_property
    def ballot_prompt(self) -> Prompt:
        """What the model that judges is told for a ballot."""
        return load_prompt("ballot", self.settings.prompts, ("transcript",))

    @cached_property
    def _judge(self) -> Judges | None:
        return self.judge if self.chat else None

    @cached_property
    def _embedder(self) -> Embedder:
        return build_embedder(self.settings)

    def of(self, slug: str | None = None) -> Bot:
        """The bot for a topic, by default the one of the settings; its index is built first where there is none."""
        slug = slug or self.settings.topic
        home = self.settings.home
        if self._shared:
            self._shared.pull()
        with self._lock:
            version = (slug, version_of(slug, home))
            bot = self._joined.pop(version, None)
            if bot is None:
                topic = load_topic(slug, home)
                where = (topic, self._embedder, home, build_server(self.settings))
                search = Search(topic, open_index(*where), self._embedder, lambda: reopen_index(*where))
                bot = Bot(
                    topic,
                    search,
                    EmbeddedWriter(),
                    self._model_writer,
                    self.chat,
                    self._loops,
                    self._judge,
                    recent=self._recent,
                )
                kept = [pair for pair in self._joined.items() if pair[0][0] != slug]
                self._joined = dict(kept[-(HELD - 1) :])
            self._joined[version] = bot
            return bot

    def joined(self, slug: str | None = None) -> Bot | None:
        """The bot for a topic where that takes no waiting; None where `of` has to load, to build, or to ask a database."""
        if self._shared or not self._lock.acquire(blocking=False):
            return None
        try:
            slug = slug or self.settings.topic
            return self._joined.get((slug, version_of(slug, self.settings.home)))
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let go of what a model and the database hold open."""
        if "store" in self.__dict__:
            self.store.close()
        if self.__dict__.get("_shared"):
            self.__dict__["_shared"].close()
        if self.chat:
            self._loops.close(self.chat.model.close)
            self.chat.close()

    def _model_writer(self, chat: TurnChat) -> Writer:
        """The model's writer for one turn."""
        from bot.writers.model.writer import ModelWriter

        return ModelWriter(chat, self._texts, EmbeddedWriter(), judged=self._judge is not None)


def build(settings: Settings, writer: str | None = None) -> Bots:
    """Everything joined as the settings say; no index is opened before it is asked for.

    `writer` is embedded or model; by default the model where the settings name one. BotError where the model is asked for and none is named.
    """
    if writer == "model" and settings.model is None:
        raise BotError("the writer `model` needs a chat model: set DEBATE_MODEL, as in openai:gpt-4.1-mini")
    return Bots(settings.model_copy(update={"model": None}) if writer == "embedded" else settings)


def load_prompts(settings: Settings) -> dict[str, Prompt]:
    """The prompts that a model writes with, each from the user's folder where it is there."""
    from bot.writers.model.writer import TAKES

    return {name: load_prompt(name, settings.prompts, takes) for name, takes in TAKES.items()}


def build_chat(settings: Settings) -> Chat | None:
    """The chat model that writes, where one is named. BotError where its provider or package is not to be had."""
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
    return Chat(_chat_model(settings, settings.model, waits), waits, Ledger(_book(settings), budget), cache)


def _book(settings: Settings) -> Book:
    """Where costs are written down: with the chats where a database is named, so that all servers hold one budget; else in a file, which opens sooner."""
    from bot.models.budget import FileBook

    if settings.database is None:
        return FileBook(settings.home / "spent.sqlite3")
    from bot.store.database import Database
    from bot.store.spending import SharedBook

    return SharedBook(Database(settings.database))


def build_judge(settings: Settings) -> ModelJudge | None:
    """The chat model that judges, where one is named. BotError where its provider or package is not to be had."""
    if settings.judge_model is None:
        return None
    from bot.judge.model import ModelJudge
    from bot.models.langchain import open_langchain

    waits = Waits(whole=settings.wait_whole)
    opened = open_langchain(
        settings.judge_model,
        "DEBATE_JUDGE_MODEL",
        waits=waits,
        key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        temperature=0,
    )
    return ModelJudge(
        opened,
        settings.judge_model,
        load_prompt("judge", settings.prompts, ("claim", "passages")),
        settings.home / "judgements.sqlite3",
    )


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
            name, "DEBATE_MODEL", waits=waits, key=settings.openai_api_key, base_url=settings.openai_base_url, temperature=settings.temperature
        )  # fmt: skip

    return LangChainChat(name, opens)


def build_shared_topics(settings: Settings) -> SharedTopics | None:
    """The topics in the database that servers share, where one is named."""
    if settings.database is None:
        return None
    from bot.store.database import Database
    from bot.store.topics import SharedTopics

    return SharedTopics(Database(settings.database), settings.home)


def build_server(settings: Settings) -> ChromaServer | None:
    """The Chroma server that the settings name; None for the folder of this machine."""
    if settings.chroma_url is None:
        return None
    return ChromaServer(
        settings.chroma_url, settings.chroma_token.get_secret_value() if settings.chroma_token else ""
    )


def build_embedder(settings: Settings) -> Embedder:
    """What makes the vectors."""
    if settings.embeddings == "openai":
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        return OpenAIEmbedder(settings.embedding_model, settings.openai_base_url, key)
    return OnnxEmbedder() if settings.embeddings == "onnx" else WordLlamaEmbedder()
