"""Thresholds."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError
from evals.record import CaseResult, Run
from evals.thresholds import Thresholds, load_thresholds, missed, unheld


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


SCORES = {"wrong_abstention": 0.09, "figure_accuracy": 0.5}


def run_of(*partial: str) -> Run:
    """A run of `figures` that abstains too often; `partial` are measured by suites left out, too."""
    case = CaseResult(
        suite="figures",
        document="brief",
        id="one",
        mode="ask",
        asks=("How much?",),
        gold="",
        replies=(),
        scores=SCORES,
        why={},
    )
    return Run(
        id="run",
        made="2026-11-26",
        version="0",
        topic="us-korea-alliance",
        writer="embedded",
        judge="embedded",
        documents={"brief": "0"},
        seconds=0,
        partial=partial,
        cases=(case,),
    )


def test_some_suites_alone_are_not_held_to_the_thresholds_over_all() -> None:
    bounds = Thresholds.model_validate(
        {
            "totals": {
                "wrong_abstention": {"at_most": 0.06},
                "figure_accuracy": {"at_least": 0.8},
                "length": {"at_most": 1},
            },
            "suites": {"figures": {"wrong_abstention": {"at_most": 0.05}}},
        }
    )
    part, whole = run_of("wrong_abstention", "length"), run_of()
    assert [(one.suite, one.measure) for one in missed(part, bounds)] == [
        (None, "figure_accuracy"),
        ("figures", "wrong_abstention"),
    ]
    assert unheld(part, bounds) == ("wrong_abstention",)
    assert len(missed(whole, bounds)) == 3
    assert unheld(whole, bounds) == ()
