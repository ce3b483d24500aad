"""Runs on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError
from evals.record import Run, load_run, run_ids, save


def test_a_run_is_kept_and_found_again(tmp_path: Path, brief_run: Run) -> None:
    save(brief_run, tmp_path)
    assert run_ids(tmp_path) == [brief_run.id]
    assert load_run("last", tmp_path) == brief_run
    assert load_run(str(tmp_path / "runs" / brief_run.id / "run.json"), tmp_path) == brief_run
    with pytest.raises(BotError, match=f"there is no run 'first'; existing runs: {brief_run.id}"):
        load_run("first", tmp_path)
    (tmp_path / "broken.json").write_text("{}")
    with pytest.raises(BotError, match="is not the record of a run"):
        load_run(str(tmp_path / "broken.json"), tmp_path)
