"""Thresholds."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError
from evals.thresholds import load_thresholds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("totals: {faithfulnes: {at_least: 1}}", "no measure 'faithfulnes'"),
        ("totals:\n  faithfulness: {atleast: 1}", "totals → faithfulness → atleast"),
        ("totals: [", "bounds.yaml, line"),
    ],
)
def test_broken_thresholds_are_named(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "bounds.yaml"
    file.write_text(text)
    with pytest.raises(BotError, match=says):
        load_thresholds(file)
