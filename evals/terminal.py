"""The one table that `debate eval` prints."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.compare import Comparison
from evals.measures import MEASURE
from evals.report_data import Report


def print_report(report: Report, folder: Path) -> None:
    """Print every measure with its interval on each document, what changed, what is missed."""
    console = Console(soft_wrap=True)
    console.width = max(console.width, 60 + 40 * len(report.run.documents))  # cut numbers help nobody
    documents = list(report.run.documents)
    table = Table(box=None, pad_edge=False, title_justify="left")
    table.add_column("measure", no_wrap=True)
    for document in documents:
        table.add_column(document, justify="right", no_wrap=True)
        table.add_column("95 % interval", style="dim", justify="right", no_wrap=True)
        table.add_column("cases", style="dim", justify="right", no_wrap=True)
    for measure, kind in MEASURE.items():
        rows = [part.row(measure) for part in report.totals]
        if any(rows):
            cells = [
                cell
                for row in rows
                for cell in ((row.text, row.interval, str(row.cases)) if row else ("", "", ""))
            ]
            table.add_row(kind.label, *cells)
    console.print(table)
    if report.comparison:
        console.print(f"\nAgainst the run {report.comparison.before}: {_changes(report.comparison)}")
    cases, suites = len(report.run.cases), len(report.run.suites)
    of = f"{cases} case{'' if cases == 1 else 's'} of {suites} suite{'' if suites == 1 else 's'}"
    console.print(f"\n{of} in {report.run.seconds:.0f} s. The report: {folder / 'report.html'}")
    for bound in report.missed:
        console.print(f"missed: {bound}", style="red")
    if not report.missed:
        console.print(report.kept, style="green")
    if report.unheld:
        console.print(report.unheld, style="dim")


def _changes(comparison: Comparison) -> str:
    changed = [
        f"{MEASURE[change.measure].label} on {change.document} {change.verdict}"
        for change in comparison.changes
        if change.difference.gained
    ]
    return f"{'; '.join(changed) or 'no measure changed'}; {len(comparison.flips)} scores flipped."
