"""The report of a run."""

from __future__ import annotations

import json
import re

from evals.compare import compare
from evals.record import Run
from evals.report import as_html, as_json, as_markdown
from evals.report_data import make_report
from evals.thresholds import load_thresholds


def worsened(run: Run) -> Run:
    """The run, had every third case of `facts` said something that its passages do not carry."""
    cases = [
        case.model_copy(
            update={
                "scores": case.scores | {"faithfulness": 0.0},
                "why": case.why | {"faithfulness": "<b>invented</b>"},
            }
        )
        if case.suite == "facts" and n % 3 == 0
        else case
        for n, case in enumerate(run.cases)
    ]
    return run.model_copy(update={"id": "later", "cases": tuple(cases)})


def test_the_report_shows_the_worst_and_asks_nobody(brief_run: Run) -> None:
    worse = worsened(brief_run)
    report = make_report(worse, load_thresholds(), compare(brief_run, worse))
    page = as_html(report)
    assert "&lt;b&gt;invented" in page
    assert "<b>invented" not in page
    assert not re.findall(
        r"(?:src|href)=\"(?!#)|url\((?!#)|@import|<script|<link", page
    )  # one file, no script
    assert page.count("<svg") == 2
    assert "currentColor" in page
    assert len(report.worst) == 10
    assert report.worst[0].case.suite == "facts"
    assert "brief, all suites: faithfulness is" in page
    assert "| facts |" in as_markdown(report)
    data = json.loads(as_json(report))
    assert data["comparison"]["before"] == brief_run.id
    assert [part["name"] for part in data["symmetry"]] == ["for", "against"]
    assert data["missed"]
