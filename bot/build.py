"""Settings to a bot: the only place that chooses which parts are joined."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from bot.evidence import Search as SearchProtocol
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
from knowledge.topic import Topic, load_topic

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


def build(settings: Settings, slug: str | None = None) -> Bot:
    """The bot for a topic; its index is built first where there is none."""
    topic = load_topic(slug or settings.topic, settings.home)
    embedder = build_embedder(settings)
    return Bot(topic, Search(topic, open_index(topic, embedder, settings.home), embedder), EmbeddedWriter())


def build_embedder(settings: Settings) -> Embedder:
    """What makes the vectors."""
    if settings.embeddings == "openai":
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        return OpenAIEmbedder(settings.embedding_model, settings.openai_base_url, key)
    return OnnxEmbedder() if settings.embeddings == "onnx" else WordLlamaEmbedder()
