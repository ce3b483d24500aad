"""Sentences to vectors: one interface for Chroma and LangChain, three makers.

Each knows its name and its width.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge import IndexUnavailable, KnowledgeError
from knowledge.rounding import settled, unit_rows
from knowledge.stubbed_imports import without

if TYPE_CHECKING:
    from wordllama import WordLlamaInference

Vectors = NDArray[np.float32]
_REMEMBERED = 256  # texts that the tokenizer has taken apart


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


class WordLlamaEmbedder:
    """WordLlama's 256 dimensions from its own wheel: no download, no network, no model server."""

    name = "wordllama-256"
    width = 256

    def __init__(self) -> None:
        self._model: WordLlamaInference | None = None

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors.

        A text without a word gets the vector of a full stop, since WordLlama gives NaN for it.
        """
        model = self._model = self._model or _load_wordllama()
        if not texts:
            return np.zeros((0, self.width), dtype=np.float32)
        return unit_rows(np.asarray(model.embed([text if text.strip() else "." for text in texts])))


class TokenTable:
    """The vectors that WordLlama adds up.

    What a single word means, and by its tokens' lengths how much it counts.
    """

    width = 256

    def __init__(self, model: WordLlamaInference) -> None:
        self._tokenizer, self._rows = model.tokenizer, model.embedding

    def word(self, word: str) -> tuple[Vectors, float, int]:
        """Return the unit vector of a word, the length of its longest token, and how many tokens it has."""
        # Most words are one token: no need to take them apart
        token = self._tokenizer.token_to_id(f"▁{word}")
        ids = [token] if token is not None else self._tokenizer.encode(word, add_special_tokens=False).ids
        if not ids:
            return np.zeros(self.width, dtype=np.float32), 0.0, 0
        rows = np.asarray(self._rows[ids], dtype=np.float64)
        return unit_rows(rows.sum(axis=0)), settled(float(np.sqrt((rows * rows).sum(axis=1)).max())), len(ids)


@cache
def token_table() -> TokenTable:
    """Return the table of this process, read when it is first asked for."""
    return TokenTable(_load_wordllama())


class OpenAIEmbedder:
    """An OpenAI-compatible embeddings endpoint, by default `text-embedding-3-small`."""

    width = 1536

    def __init__(self, model: str, base_url: str | None, api_key: str | None) -> None:
        if not api_key:
            raise KnowledgeError(
                "DEBATE_EMBEDDINGS=openai needs OPENAI_API_KEY; set it, or DEBATE_EMBEDDINGS=wordllama"
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


class OnnxEmbedder:
    """Chroma's own ONNX MiniLM, 384 dimensions. Downloads its model when it is first used."""

    name = "onnx-all-MiniLM-L6-v2"
    width = 384

    def __init__(self) -> None:
        self._function: Any = None

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors."""
        from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2

        self._function = self._function or ONNXMiniLM_L6_V2()
        try:
            return unit_rows(np.asarray(self._function([text or "." for text in texts])))
        except Exception as exc:  # whatever its downloader raises; the cause stays in the log
            raise KnowledgeError(
                "the ONNX model could not be loaded: it downloads once, "
                "so go online or set DEBATE_EMBEDDINGS=wordllama"
            ) from exc


@cache
def _load_wordllama() -> WordLlamaInference:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with without("requests"):  # it downloads nothing here
        import wordllama  # its import sets up the root logger: put back what was there

    root.handlers[:], root.level = handlers, level
    logging.getLogger("wordllama").setLevel(logging.WARNING)
    folder = Path(wordllama.__file__).parent
    tokenizer = wordllama.WordLlama.load_tokenizer(
        folder / "tokenizers" / "l2_supercat_tokenizer_config.json"
    )
    # Of whole texts, some 2 kB each; it would hold 10,000 of what anybody asked
    tokenizer.model._resize_cache(_REMEMBERED)
    model = wordllama.WordLlamaInference(np.zeros((1, WordLlamaEmbedder.width)), tokenizer)
    # Its own loader would hold the table twice as wide as the file has it. So it stays there, and only the
    # rows that are read come into memory.
    table: Any = _mapped(
        folder / "weights" / f"l2_supercat_{WordLlamaEmbedder.width}.safetensors", "embedding.weight"
    )
    model.embedding = table
    return model


def _mapped(file: Path, name: str) -> NDArray[np.float16]:
    """Return a tensor of half precision in a safetensors file, mapped into memory.

    Such a file is the header's length in 8 bytes, the header as JSON, the tensors.
    """
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        tensor = json.loads(opened.read(length))[name]
    assert tensor["dtype"] == "F16", tensor
    return np.asarray(
        np.memmap(file, np.float16, "r", 8 + length + tensor["data_offsets"][0], tuple(tensor["shape"]))
    )
