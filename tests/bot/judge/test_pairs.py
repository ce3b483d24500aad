"""Pairs of claim and passages, read from a file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.judge.pairs import pairs_in, read_pairs


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2"),
        ('{"claim": "x"}', "line 2: passages"),
        ('{"claim": "x", "passages": ["y"], "label": 3}', "line 2: label"),
    ],
)
def test_a_broken_pair_names_file_and_line(line: str, says: str) -> None:
    lines = io.StringIO('{"claim": "x", "passages": ["y"], "id": 7}\n' + line + "\n")
    with pytest.raises(BotError, match=says):
        list(pairs_in(lines, "pairs.jsonl"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="cannot read"):
        read_pairs(tmp_path / "none.jsonl")
