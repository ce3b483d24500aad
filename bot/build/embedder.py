"""What the settings have a topic searched by: what makes the vectors, and where the indexes are."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings
from knowledge.chroma import ChromaServer
from knowledge.embeddings import Embedder, OnnxEmbedder, OpenAIEmbedder
from knowledge.encoders import Scores
from knowledge.index import open_index, reopen_index
from knowledge.search import Search
from knowledge.topic import Topic


def build_search(
    topic: Topic, embedder: Embedder, reader: Scores, home: Path, server: ChromaServer | None
) -> Search:
    """Return a topic's search; its index is built first where there is none."""
    return Search(
        topic,
        open_index(topic, embedder, home, server),
        embedder,
        reader,
        lambda: reopen_index(topic, embedder, home, server),
    )


def build_server(settings: Settings) -> ChromaServer | None:
    """Return the Chroma server that the settings name; None for the folder of this machine."""
    if settings.chroma_url is None:
        return None
    token = settings.chroma_token.get_secret_value() if settings.chroma_token else ""
    return ChromaServer(settings.chroma_url, token)


def build_embedder(settings: Settings) -> Embedder:
    """Return what makes the vectors."""
    if settings.embeddings == "openai":
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        return OpenAIEmbedder(settings.embedding_model, settings.openai_base_url, key)
    return OnnxEmbedder()
