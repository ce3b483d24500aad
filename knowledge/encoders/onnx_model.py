"""A model that ships, run by onnxruntime: texts or pairs of texts to the rows of its outputs.

Each text goes through alone. The models hold their weights as bytes and scale what flows through them by its
largest value; in a batch that is the largest of all its texts, and moved logits by up to 0.3. Alone, a text
gives the same whatever is asked beside it, and a dozen pairs took no more processor time than in one batch.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders import Pair
from knowledge.encoders.manifest import WEIGHTS, checked_file

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Row = NDArray[np.float32]
LONGEST = 256  # tokens of a text or a pair; what is beyond is cut off
THREADS = 2  # that all models of a process run on
_REMEMBERED = 2048  # texts whose rows a model keeps, some 2 kB each


def open_model(name: str, folder: Path = WEIGHTS) -> OnnxModel:
    """Return the model of this process: one, however many ask, since each holds some 50 MB."""
    return _opened(name, folder)


@cache  # which would take a folder that is named for another than the same one by default
def _opened(name: str, folder: Path) -> OnnxModel:
    return OnnxModel(name, folder)


class OnnxModel:
    """A model that is read into memory when it is first asked, and remembers what it was asked last."""

    def __init__(self, name: str, folder: Path = WEIGHTS) -> None:
        self._name, self._folder = name, folder
        self._rows = lru_cache(maxsize=_REMEMBERED)(self._run)

    def rows(self, texts: Sequence[str | Pair]) -> list[dict[str, Row]]:
        """Return for each text the model's outputs by their names.

        Raises KnowledgeError where a file of the model is missing or damaged.
        """
        self.load()  # once, before several threads ask
        return list(_threads().map(self._rows, texts))

    def load(self) -> None:
        """Read the model into memory. Raises KnowledgeError as `rows` does."""
        _ = self._session, self._tokenizer

    @cached_property
    def _session(self) -> Any:
        onnxruntime: Any = import_module("onnxruntime")  # its stubs know none of its names
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # texts run beside each other instead
        options.log_severity_level = 3
        file = checked_file(self._name, self._folder)
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return _load_tokenizer(self._folder)

    @cached_property
    def _inputs(self) -> frozenset[str]:
        return frozenset(entry.name for entry in self._session.get_inputs())

    @cached_property
    def _outputs(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self._session.get_outputs())

    def _run(self, text: str | Pair) -> dict[str, Row]:
        tokens = self._tokenizer.encode(*((text,) if isinstance(text, str) else text))
        given: dict[str, Any] = {
            "input_ids": tokens.ids,
            "attention_mask": tokens.attention_mask,
            "token_type_ids": tokens.type_ids,
        }
        fed = {name: np.array([ids], np.int64) for name, ids in given.items() if name in self._inputs}
        return dict(zip(self._outputs, (output[0] for output in self._session.run(None, fed)), strict=True))


@cache
def whole_words(folder: Path = WEIGHTS) -> tuple[str, ...]:
    """Return the words that the models know whole, the commonest first."""
    pieces = sorted(_load_tokenizer(folder).get_vocab().items(), key=lambda piece: piece[1])
    return tuple(piece for piece, _ in pieces if piece.isalpha() and len(piece) > 1)


@cache
def _load_tokenizer(folder: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(checked_file("tokenizer.json", folder)))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1), "encoders")
