"""What the report of a run shows: the rows of each part, the worst cases, what changed."""

from __future__ import annotations

from dataclasses import dataclass

from evals.compare import Comparison
from evals.measures import MEASURE, shown
from evals.record import CaseResult, Run
from evals.stats import Estimate
from evals.thresholds import Thresholds, missed, unheld

WORST = 10
SYMMETRY = ("faithfulness", "length", "withheld_rate", "passages_used")
SIDES = ("for", "against")


@dataclass(frozen=True)
class ReportRow:
    """A measure with its mean, its 95 % interval and how many cases it applies to."""

    measure: str
    label: str
    mean: float
    low: float
    high: float
    cases: int
    text: str
    interval: str


@dataclass(frozen=True)
class ReportPart:
    """The rows of one part of a run."""

    document: str
    name: str
    cases: int
    rows: tuple[ReportRow, ...]

    def row(self, measure: str) -> ReportRow | None:
        """Return the row of a measure, where it has one."""
        return next((row for row in self.rows if row.measure == measure), None)

    def as_markdown(self, heading: str) -> list[str]:
        """Return the lines of a Markdown table; `heading` stands above the measures."""
        return [
            f"| {heading} | mean | 95 % interval | cases |",
            "| --- | --- | --- | --- |",
            *(f"| {row.label} | {row.text} | {row.interval} | {row.cases} |" for row in self.rows),
        ]


@dataclass(frozen=True)
class Worst:
    """A case with the measures on which it fell short, and why."""

    case: CaseResult
    short: tuple[tuple[str, str, str], ...]  # label, value, why


@dataclass(frozen=True)
class Report:
    """All that the report shows."""

    run: Run
    missed: tuple[str, ...]
    unheld: str
    totals: tuple[ReportPart, ...]
    suites: tuple[ReportPart, ...]
    modes: tuple[ReportPart, ...]
    symmetry: tuple[ReportPart, ...]
    worst: tuple[Worst, ...]
    comparison: Comparison | None

    @property
    def kept(self) -> str:
        """Say that no threshold is missed."""
        return "Every threshold that is held is kept." if self.unheld else "Every threshold is kept."


def make_report(run: Run, thresholds: Thresholds, comparison: Comparison | None = None) -> Report:
    """Return everything computed that any form of the report shows."""
    modes = tuple(dict.fromkeys(case.mode for case in run.cases))
    documents = tuple(run.documents)
    return Report(
        run,
        tuple(map(str, missed(run, thresholds))),
        _unheld(unheld(run, thresholds)),
        tuple(_part(run, document, "all suites") for document in documents),
        tuple(_part(run, document, suite, suite=suite) for document in documents for suite in run.suites),
        tuple(_part(run, document, mode, mode=mode) for document in documents for mode in modes),
        tuple(
            _part(run, document, side, mode=side, only=SYMMETRY)
            for document in documents
            for side in SIDES
            if side in modes
        ),
        tuple(_worst(run)),
        comparison,
    )


def _unheld(measures: tuple[str, ...]) -> str:
    """Say which measures are held to nothing over all suites; "" where there are none."""
    if not measures:
        return ""
    labels = ", ".join(MEASURE[measure].label for measure in measures)
    return f"not held, as not all cases that count for it were asked: {labels}"


def _part(
    run: Run,
    document: str,
    name: str,
    *,
    suite: str | None = None,
    mode: str | None = None,
    only: tuple[str, ...] = (),
) -> ReportPart:
    totals = run.totals(document, suite, mode)
    rows = tuple(row_of(measure, totals[measure]) for measure in (only or MEASURE) if measure in totals)
    return ReportPart(document, name, sum(1 for _ in run.of(document, suite, mode)), rows)


def row_of(measure: str, estimate: Estimate) -> ReportRow:
    """Return a measure as tables show it."""
    interval = (
        f"{shown(measure, estimate.low).rstrip('%')}–{shown(measure, estimate.high)}"
        if estimate.cases > 1
        else ""
    )
    return ReportRow(
        measure,
        MEASURE[measure].label,
        estimate.mean,
        estimate.low,
        estimate.high,
        estimate.cases,
        shown(measure, estimate.mean),
        interval,
    )


def shortfall(measure: str, value: float) -> float:
    """Return how far a measure of one case is from its best; 0 where neither way is better."""
    kind = MEASURE[measure]
    if kind.better == "neither" or measure == "repetition":
        return 0.0
    return 1 - value if kind.better == "higher" else value


def _worst(run: Run) -> list[Worst]:
    """Return those that fell short by most in all, unfaithful ones first."""

    def badness(case: CaseResult) -> tuple[float, float]:
        return shortfall("faithfulness", case.scores.get("faithfulness", 1.0)), sum(
            shortfall(*score) for score in case.scores.items()
        )

    worst = []
    for case in sorted(run.cases, key=badness, reverse=True)[:WORST]:
        short = tuple(
            (MEASURE[measure].label, shown(measure, value), case.why.get(measure, ""))
            for measure, value in case.scores.items()
            if shortfall(measure, value) > 0
        )
        if short:
            worst.append(Worst(case, short))
    return worst
