"""The report of a run as JSON, as Markdown and as one self-contained HTML page."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.web.assets import text_of
from evals.compare import Comparison
from evals.measures import MEASURE, shown
from evals.record import Run
from evals.report_data import SYMMETRY, Report, ReportPart

KEY = (
    "faithfulness",
    "citation_precision",
    "citation_recall",
    "answer_recall",
    "right_abstention",
    "orders_resisted",
    "side_kept",
    "hedge_kept",
)


def as_json(report: Report) -> str:
    """Return the report as data; the cases themselves are in `run.json`."""
    values: dict[str, Any] = {
        "run": report.run.model_dump(exclude={"cases"}),
        "missed": report.missed,
        "unheld": report.unheld,
        "totals": [asdict(part) for part in report.totals],
        "suites": [asdict(part) for part in report.suites],
        "modes": [asdict(part) for part in report.modes],
        "symmetry": [asdict(part) for part in report.symmetry],
        "worst": [{"case": item.case.model_dump(), "short": item.short} for item in report.worst],
        "comparison": _comparison(report.comparison),
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    changes = [
        {
            **item._asdict(),
            "difference": {
                **item.difference._asdict(),
                "larger_than_chance": item.difference.larger_than_chance,
            },
            "verdict": item.verdict,
        }
        for item in comparison.changes
    ]
    return {
        **comparison._asdict(),
        "changes": changes,
        "flips": [item._asdict() for item in comparison.flips],
    }


def as_markdown(report: Report) -> str:
    """Return the report for a pull request or a mail."""
    run = report.run
    lines = [f"# Evaluation {run.id}", "", _about(run), ""]
    lines += [
        report.kept if not report.missed else f"{len(report.missed)} thresholds are missed:",
        *(f"- {item}" for item in report.missed),
        *([f"\n{report.unheld[:1].upper()}{report.unheld[1:]}."] if report.unheld else []),
        "",
    ]
    for part in report.totals:
        lines += [f"## {part.document}: {part.cases} cases", "", *part.as_markdown("measure"), ""]
    lines += ["## By suite", "", *_grid(report.suites), "", "## By mode", "", *_grid(report.modes), ""]
    if report.symmetry:
        lines += ["## For and against", "", *_grid(report.symmetry, SYMMETRY), ""]
    if report.comparison:
        lines += [
            f"## Against the run {report.comparison.before}",
            "",
            "| document | measure | before | after | |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [
            f"| {c.document} | {MEASURE[c.measure].label} | {shown(c.measure, c.before)} | "
            f"{shown(c.measure, c.after)} | {c.verdict} |"
            for c in report.comparison.changes
        ]
        lines += [
            "",
            *(
                f"- {f.document} {f.id}, {MEASURE[f.measure].label}: "
                f"{shown(f.measure, f.before)} → {shown(f.measure, f.after)}"
                for f in report.comparison.flips
            ),
            "",
        ]
    lines += ["## The worst cases", ""]
    for item in report.worst:
        lines += [
            f"### {item.case.id} on {item.case.document}",
            "",
            *(f"> {ask}" for ask in item.case.asks),
            "",
        ]
        lines += [f"- {label} {value}{': ' + why if why else ''}" for label, value, why in item.short] + [""]
        lines += [f"{reply['text']}\n" for reply in item.case.replies]
    return "\n".join(lines).rstrip() + "\n"


def _about(run: Run) -> str:
    read = ", ".join(f"{label} ({sha[:12]})" for label, sha in run.documents.items())
    agreed = (
        f" The judges agree on {run.agreement[0]:.1%} of {run.agreement[2]} pairs (Cohen's kappa "
        f"{run.agreement[1]:.2f})."
        if run.agreement
        else ""
    )
    return (
        f"{run.made}, policy-debate-bot {run.version}, topic {run.topic}, writer {run.writer}, "
        f"judge {run.judge}; read: {read}; {run.seconds:.0f} s.{agreed}"
    )


def _grid(parts: tuple[ReportPart, ...], measures: tuple[str, ...] = KEY) -> list[str]:
    used = [measure for measure in measures if any(part.row(measure) for part in parts)]
    lines = [
        "| " + " | ".join(["document", "", "cases", *(MEASURE[measure].label for measure in used)]) + " |",
        "| --- " * (3 + len(used)) + "|",
    ]
    for part in parts:
        cells = [row.text if (row := part.row(measure)) else "" for measure in used]
        lines.append("| " + " | ".join([part.document, part.name, str(part.cases), *cells]) + " |")
    return lines


def as_html(report: Report, *, root: str | None = None) -> str:
    """Return one page that asks no other file or host for anything.

    Where a server shows it, `root` is that server's path, for the way back to the runs.
    """
    from evals.plots import plot_suites, plot_symmetry  # matplotlib, of the extra [evals]

    return template("report.html.j2").render(
        report=report,
        root=root,
        run=report.run,
        about=_about(report.run),
        key=KEY,
        symmetry_measures=SYMMETRY,
        shown=shown,
        plots=[Markup(plot) for plot in (plot_suites(report), plot_symmetry(report)) if plot],  # noqa: S704  # drawn here, of numbers and our own labels
    )


@cache
def template(name: str) -> Template:
    """Return one of the pages in `evals/templates/`."""
    environment = Environment(
        loader=PackageLoader("evals"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["label"] = lambda measure: MEASURE[measure].label
    environment.globals["about_measure"] = lambda measure: MEASURE[measure].about
    environment.globals["colours"] = Markup(_colours())  # noqa: S704  # our own file
    return environment.get_template(name)


def _colours() -> str:
    """Return the colours of all pages; these have no script, so dark follows the reader's system."""
    tokens = text_of("tokens.css")
    dark = tokens[tokens.index("{", tokens.index(".dark")) :]
    return f"{tokens}@media (prefers-color-scheme: dark) {{ :root {dark} }}"
