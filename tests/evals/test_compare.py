"""Two runs compared."""

from __future__ import annotations

from evals.compare import compare
from evals.record import Run


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


def test_a_comparison_says_what_got_worse_and_which_cases_flipped(brief_run: Run) -> None:
    worse = worsened(brief_run)
    found = compare(brief_run, worse)
    verdicts = {change.measure: change.verdict for change in found.changes}
    assert verdicts["faithfulness"] == "worse"
    assert verdicts["citation_recall"] == "the same"
    assert {flip.suite for flip in found.flips} == {"facts"}
    assert "latency" not in verdicts
    assert {
        change.verdict for change in compare(worse, brief_run).changes if change.measure == "faithfulness"
    } == {"better"}
    assert compare(brief_run, worse.model_copy(update={"cases": worse.cases[5:]})).alone == 5
