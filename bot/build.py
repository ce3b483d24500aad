"""Settings to a bot: the only place that chooses which parts are joined."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from bot.evidence import Search as SearchProtocol
from bot.feedback import FeedbackStore
from bot.question import ask
from bot.reply import Reply, Withheld
from bot.settings import Settings
from bot.statement import Statement
from bot.turn import take_turn
from bot.writers import Writer
from bot.writers.embedded import EmbeddedWriter
from knowledge.embeddings import Embedder, OnnxEmbedder, OpenAIEmbedder, WordLlamaEmbedder
from knowledge.index import open_index
from knowledge.search import Search
from knowledge.topic import Topic, load_topic, topic_slugs, version_of

for _switch in ("ANONYMIZED_TELEMETRY", "GRADIO_ANALYTICS_ENABLED"):
    os.environ[_switch] = "False"  # read by Chroma and Gradio on their import


@dataclass(frozen=True)
class Bot:
    """A topic, its search and a writer, ready to be asked."""

    topic: Topic
    search: SearchProtocol
    writer: Writer

    def stream(self, text: str, mode: str = "ask") -> Iterator[Statement | Withheld | Reply]:
        """One turn, statement by statement; the whole reply comes last."""
        names = self.topic.argument_map.names if self.topic.argument_map else ()
        return take_turn(ask(text, mode, names), self.topic, self.search, self.writer)

    def reply(self, text: str, mode: str = "ask") -> Reply:
        """One turn's whole reply."""
        *_, last = self.stream(text, mode)
        assert isinstance(last, Reply)
        return last


class Bots:
    """The bot of each topic, joined when it is first asked for, and anew once its document was replaced."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._joined: dict[tuple[str, int], Bot] = {}

    @property
    def slugs(self) -> tuple[str, ...]:
        """The topics that there are, the one to begin with first."""
        first = self._settings.topic
        return tuple(sorted(topic_slugs(self._settings.home), key=lambda slug: slug != first))

    @property
    def home(self) -> Path:
        """The data folder."""
        return self._settings.home

    @cached_property
    def feedback(self) -> FeedbackStore:
        """Where readers' words on replies are kept."""
        return FeedbackStore(self.home / "feedback.jsonl")

    @cached_property
    def _embedder(self) -> Embedder:
        return build_embedder(self._settings)

    def of(self, slug: str | None = None) -> Bot:
        """The bot for a topic, by default the one of the settings; its index is built first where there is none."""
        slug = slug or self._settings.topic
        home = self._settings.home
        with self._lock:
            version = (slug, version_of(slug, home))
            if version not in self._joined:
                topic = load_topic(slug, home)
                search = Search(topic, open_index(topic, self._embedder, home), self._embedder)
                self._joined = {key: bot for key, bot in self._joined.items() if key[0] != slug}
                self._joined[version] = Bot(topic, search, EmbeddedWriter())
            return self._joined[version]


def build(settings: Settings) -> Bots:
    """Everything joined as the settings say; nothing is opened before it is asked for."""
    return Bots(settings)


def build_embedder(settings: Settings) -> Embedder:
    """What makes the vectors."""
    if settings.embeddings == "openai":
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        return OpenAIEmbedder(settings.embedding_model, settings.openai_base_url, key)
    return OnnxEmbedder() if settings.embeddings == "onnx" else WordLlamaEmbedder()
