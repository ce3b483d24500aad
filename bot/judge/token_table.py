"""What single words mean: the table of vectors that WordLlama adds up, read from its wheel."""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.rounding import settled, unit_rows
from knowledge.stubbed_imports import without

if TYPE_CHECKING:
    from wordllama import WordLlamaInference

Vectors = NDArray[np.float32]
WIDTH = 256
_REMEMBERED = 256  # texts that the tokenizer has taken apart


class TokenTable:
    """The vectors that WordLlama adds up.

    What a single word means, and by its tokens' lengths how much it counts.
    """

    width = WIDTH

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
    model = wordllama.WordLlamaInference(np.zeros((1, WIDTH)), tokenizer)
    # Its own loader would hold the table twice as wide as the file has it. So it stays there, and only the
    # rows that are read come into memory.
    table: Any = _mapped(folder / "weights" / f"l2_supercat_{WIDTH}.safetensors", "embedding.weight")
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
