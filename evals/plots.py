"""The plots of the reports, as SVG that takes its colours from the page."""

from __future__ import annotations

import io
import re
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evals.measures import MEASURE
from evals.report_data import Report, ReportPart, ReportRow

# INK is put in the place of the page's own text colour
INK, COLOURS = ("#123456", ("#4f46e5", "#d97706", "#0d9488", "#be185d"))
_DRAWN = ("faithfulness", "answer_recall", "hedge_kept")
_STYLE: Any = {  # keys of matplotlib's settings
    "svg.fonttype": "none", "svg.hashsalt": "debate", "font.family": "sans-serif", "text.color": INK,
    "axes.labelcolor": INK, "axes.edgecolor": INK,
    "xtick.color": INK, "ytick.color": INK, "axes.spines.top": False, "axes.spines.right": False,
    "font.size": 10,
}  # fmt: skip


def plot_suites(report: Report) -> str:
    """Plot for each suite the main measures with their intervals, one colour a document."""
    drawn = [name for name in _DRAWN if any(part.row(name) for part in report.suites)]
    suites = report.run.suites
    if not drawn:
        return ""
    with rc_context(_STYLE):
        figure = Figure(figsize=(10, 0.9 + 0.34 * len(suites)), layout="constrained")
        axes = figure.subplots(1, len(drawn), sharey=True, squeeze=False)[0]
        for plot, measure in zip(axes, drawn, strict=True):
            for colour, document in enumerate(report.run.documents):
                for place, suite in enumerate(suites):
                    row = _find(report.suites, document, suite, measure)
                    if row:
                        _dot(
                            plot,
                            row,
                            place + 0.22 * (colour - (len(report.run.documents) - 1) / 2),
                            COLOURS[colour % len(COLOURS)],
                        )
            plot.set(title=MEASURE[measure].label, xlim=(-0.02, 1.02))
            plot.grid(axis="x", alpha=0.2)
        axes[0].set_yticks(range(len(suites)), suites)
        axes[0].invert_yaxis()
        _legend(figure, list(report.run.documents))
        return as_svg(figure, "Faithfulness, answer recall and hedges kept, by suite")


def plot_symmetry(report: Report) -> str:
    """Plot for beside against: an editor's check that neither side is served worse."""
    if len({part.name for part in report.symmetry}) < 2:
        return ""
    measures = [row.measure for row in report.symmetry[0].rows]
    with rc_context(_STYLE):
        figure = Figure(figsize=(10, 1.6 + 0.2 * len(report.symmetry)), layout="constrained")
        axes = figure.subplots(1, len(measures), sharey=True, squeeze=False)[0]
        names = [f"{part.document}, {part.name}" for part in report.symmetry]
        for plot, measure in zip(axes, measures, strict=True):
            for place, part in enumerate(report.symmetry):
                row = part.row(measure)
                if row:
                    _dot(plot, row, place, COLOURS[0 if part.name == "for" else 1])
            plot.set(title=MEASURE[measure].label)
            plot.set_xlim(left=-0.02)
            plot.grid(axis="x", alpha=0.2)
        axes[0].set_yticks(range(len(names)), names)
        axes[0].set_ylim(len(names) - 0.5, -0.5)
        return as_svg(figure, "For beside against")


def plot_reliability(bins: list[tuple[float, float, int]], title: str) -> str:
    """Plot the share that people call carried by the judge's score (Murphy & Winkler 1977).

    The size of a dot shows how many pairs.
    """
    with rc_context(_STYLE):
        figure = Figure(figsize=(4.2, 4), layout="constrained")
        plot = figure.subplots()
        plot.plot([0, 1], [0, 1], color=INK, alpha=0.3, linewidth=1)
        most = max((count for *_, count in bins), default=1)
        plot.scatter(
            [score for score, *_ in bins],
            [share for _, share, _ in bins],
            s=[20 + 160 * count / most for *_, count in bins],
            color=COLOURS[0],
            alpha=0.8,
        )
        plot.set(
            title=title,
            xlabel="score of the judge",
            ylabel="share carried",
            xlim=(-0.03, 1.03),
            ylim=(-0.03, 1.03),
        )
        return as_svg(figure, f"Reliability on {title}")


def _find(parts: tuple[ReportPart, ...], document: str, name: str, measure: str) -> ReportRow | None:
    return next((part.row(measure) for part in parts if (part.document, part.name) == (document, name)), None)


def _dot(plot: Axes, row: ReportRow, place: float, colour: str) -> None:
    plot.plot(
        [row.low, row.high], [place, place], color=colour, linewidth=2, alpha=0.6, solid_capstyle="round"
    )
    plot.plot([row.mean], [place], "o", color=colour, markersize=5)


def _legend(figure: Figure, documents: list[str]) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=COLOURS[n % len(COLOURS)], marker="o", label=document)
        for n, document in enumerate(documents)
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)


def as_svg(figure: Figure, title: str) -> str:
    """Return the figure as one element for a page.

    It has no size of its own, no white ground, and a label for those who cannot see it.
    """
    out = io.StringIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :].replace(INK, "currentColor")
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(
        r'^<svg ([^>]*?)\bwidth="[\d.]+pt"',
        r"<svg \1",
        re.sub(r'\bheight="[\d.]+pt" ', "", svg, count=1),
        count=1,
    )
    return svg.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)
