"""The figures that ship, of a run of all suites on the shipped brief.

They are for README.md beside this file and the page "Evaluations". Reading them needs no extra.
`python tests/test_docs.py` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import NamedTuple

from evals.record import Run, StrictModel
from evals.report_data import Report, ReportPart, make_report, row_of
from evals.stats import Estimate
from evals.thresholds import Thresholds

FILE = "shipped_run.json"
OF_A_CLOCK = ("latency", "cost")  # not of the replies


class Figures(StrictModel):
    """One part of the run: for each measure its mean, interval and number of cases."""

    name: str
    cases: int
    measures: dict[str, Estimate]

    def part(self, document: str) -> ReportPart:
        """Return it in the form that reports use."""
        return ReportPart(
            document,
            self.name,
            self.cases,
            tuple(row_of(measure, estimate) for measure, estimate in self.measures.items()),
        )


class ShippedRun(StrictModel):
    """A run without its cases."""

    topic: str
    writer: str
    judge: str
    document: str
    sha256: str
    total: Figures
    suites: tuple[Figures, ...]
    modes: tuple[Figures, ...]
    symmetry: tuple[Figures, ...]


class Parts(NamedTuple):
    """The figures as the page has them."""

    total: ReportPart
    suites: tuple[ReportPart, ...]
    modes: tuple[ReportPart, ...]
    symmetry: tuple[ReportPart, ...]


def shipped_of(run: Run) -> ShippedRun:
    """Return what ships of a run on one document."""
    report: Report = make_report(run, Thresholds())
    ((document, sha256),) = run.documents.items()
    (total,) = _figures(report.totals)
    return ShippedRun(
        topic=run.topic,
        writer=run.writer,
        judge=run.judge,
        document=document,
        sha256=sha256,
        total=total,
        suites=_figures(report.suites),
        modes=_figures(report.modes),
        symmetry=_figures(report.symmetry),
    )


def _figures(parts: Iterable[ReportPart]) -> tuple[Figures, ...]:
    return tuple(
        Figures(
            name=part.name,
            cases=part.cases,
            measures={
                row.measure: Estimate(round(row.mean, 6), round(row.low, 6), round(row.high, 6), row.cases)
                for row in part.rows
                if row.measure not in OF_A_CLOCK
            },
        )
        for part in parts
    )


def load_shipped() -> ShippedRun:
    """Read the figures that ship."""
    return ShippedRun.model_validate_json((files("evals") / FILE).read_text("utf-8"))


def parts_of(shipped: ShippedRun) -> Parts:
    """Return its parts, with the texts that tables show."""
    suites, modes, symmetry = (
        tuple(figures.part(shipped.document) for figures in group)
        for group in (shipped.suites, shipped.modes, shipped.symmetry)
    )
    return Parts(shipped.total.part(shipped.document), suites, modes, symmetry)


def as_table(part: ReportPart) -> str:
    """Return the figures as README.md beside this file shows them."""
    return "\n".join(part.as_markdown(f"measure, on the {part.document}"))
