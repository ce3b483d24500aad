"""Runs on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError
from bot.web.api.library import Evaluated
from evals.measures import MEASURE
from evals.pages import runs
from evals.record import CURRENT, CaseResult, Run, load_run, run_ids, save
from evals.thresholds import Bound, Thresholds, missed
from knowledge.topic import load_topic


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


def _run(topic: str, *cases: CaseResult) -> Run:
    values = {"id": "r", "made": "", "version": "", "topic": topic, "writer": "", "judge": "", "seconds": 0}
    return Run.model_validate({**values, "documents": {CURRENT: ""}, "cases": cases})


def test_the_library_is_told_which_thresholds_a_run_missed(tmp_path: Path) -> None:
    case = CaseResult(
        suite="absent", document=CURRENT, id="1", mode="ask", asks=("?",), replies=(),
        scores={"faithfulness": 1.0, "right_abstention": 0.25},
    )  # fmt: skip
    run = _run("toll", case)
    bounds = Thresholds(totals={"right_abstention": Bound(at_least=0.75)})
    save(run, tmp_path, [one.told for one in missed(run, bounds)])
    kept = Evaluated.model_validate_json((tmp_path / "evaluated" / "toll.json").read_bytes())
    assert kept.faithfulness == 1.0
    assert kept.missed == ("right abstention is 25.0%, at least 75.0% is required",)


def test_every_measure_is_explained_on_the_page() -> None:
    assert all(measure.about for measure in MEASURE.values())
    assert "What the measures mean" in runs(Path("nowhere"), "")


def test_an_own_run_stands_ahead_and_names_its_op_ed(tmp_path: Path) -> None:
    run = _run("us-korea-alliance")
    save(run, tmp_path)
    page = runs(tmp_path, "")
    assert page.index("Your own runs") < page.index("What outside readers found")
    assert load_topic("us-korea-alliance", tmp_path).title in page
