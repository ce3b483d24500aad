"""The table of what single words mean."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import wordllama

from bot.judge.token_table import token_table
from knowledge.rounding import unit_rows


def test_the_table_in_its_file_is_that_of_wordllamas_own_loader() -> None:
    own = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    for word in ("trade", "Protectionism", "unionised"):
        vector, _, tokens = token_table().word(word)
        ids = own.tokenizer.encode(word, add_special_tokens=False).ids
        row = own.embedding[ids].sum(axis=0)
        assert tokens == len(ids)
        assert np.array_equal(vector, unit_rows(row))
