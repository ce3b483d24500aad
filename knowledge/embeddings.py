"""Sentences to vectors: one interface for Chroma and LangChain, two makers.

Each knows its name and its width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge import IndexUnavailable, KnowledgeError
from knowledge.encoders.sentence_encoder import WIDTH, SentenceEncoder
from knowledge.rounding import unit_rows

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """What turns texts into vectors. `name` goes into the index, which opens only with the same one."""

    @property
    def name(self) -> str:
        """Return maker and model."""
        ...

    @property
    def width(self) -> int:
        """Return how many numbers a vector has."""
        ...

    @property
    def succeeds(self) -> tuple[str, ...]:
        """Return how the names begin of those whose indexes it replaces without being told to."""
        ...

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors as `unit_rows` gives them, shape (texts, width)."""
        ...


class LangChainEmbeddings:
    """An embedder as LangChain's `Embeddings` and Chroma's `EmbeddingFunction` expect it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector a text."""
        return [[float(value) for value in row] for row in self._embedder.vectors(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one text."""
        return self.embed_documents([text])[0]

    def __call__(self, input: list[str]) -> list[Vectors]:  # noqa: A002  # the name that Chroma asks for
        """Return Chroma's form: one array a text."""
        return list(self._embedder.vectors(input))


class OnnxEmbedder:
    """The sentence encoder that ships: 384 dimensions, no download, no network, no model server."""

    width = WIDTH
    succeeds = ("wordllama-", "onnx-", "minilm-")

    def __init__(self) -> None:
        self._encoder = SentenceEncoder()

    @property
    def name(self) -> str:
        """The model and which weights it has."""
        return self._encoder.name

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors."""
        return self._encoder.encode(texts)


class OpenAIEmbedder:
    """An OpenAI-compatible embeddings endpoint, by default `text-embedding-3-small`."""

    width = 1536
    succeeds = ()  # an index costs money to make: who changed the setting is asked first

    def __init__(self, model: str, base_url: str | None, api_key: str | None) -> None:
        if not api_key:
            raise KnowledgeError(
                "DEBATE_EMBEDDINGS=openai needs OPENAI_API_KEY; set it, or DEBATE_EMBEDDINGS=onnx"
            )
        self.name = f"openai-{model}"
        self._model, self._base_url, self._api_key = model, base_url, api_key

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, asked for in batches of 256 texts."""
        from openai import OpenAI, OpenAIError  # 0.9 s to import: only who chooses it pays

        client = OpenAI(base_url=self._base_url, api_key=self._api_key, timeout=30, max_retries=2)
        rows: list[list[float]] = []
        try:
            for first in range(0, len(texts), 256):
                batch = [text or "." for text in texts[first : first + 256]]
                rows += [
                    item.embedding for item in client.embeddings.create(model=self._model, input=batch).data
                ]
        except OpenAIError as exc:
            raise IndexUnavailable(
                f"the embeddings endpoint did not answer ({type(exc).__name__}); "
                "check OPENAI_BASE_URL and the key"
            ) from exc
        return unit_rows(np.asarray(rows, dtype=np.float32))
