"""The evaluations' pages in `debate serve`: the figures that ship, the runs, one report, two runs compared.

`root` is the server's path. Reports need the extra [evals] for intervals and plots; the rest needs none.
"""

from __future__ import annotations

from pathlib import Path

from bot.errors import BotError
from evals.compare import compare
from evals.first_runs import load_first_runs
from evals.measures import MEASURE, shown
from evals.missing_packages import lacking
from evals.record import CURRENT, Run, load_run, run_ids
from evals.report import KEY, as_html, template
from evals.report_data import SYMMETRY, make_report
from evals.shipped_figures import load_shipped, parts_of
from evals.thresholds import load_thresholds
from knowledge import KnowledgeError
from knowledge.topic import load_topic

SHOWN = ("faithfulness", "answer_recall", "right_abstention", "side_kept")
MOST = 50  # runs on the page


def runs(home: Path, root: str) -> str:
    """Show the figures that ship, then the runs, the newest first, and a form that compares two."""
    return _page(home, root)


def notice(home: Path, root: str, text: str) -> str:
    """Return the same with a sentence about what went wrong."""
    return _page(home, root, f"{text[:1].upper()}{text[1:]}.")


def report(home: Path, root: str, run: str) -> str:
    """Return the report of a run. Raises BotError where there is no such run."""
    record = _run(home, run)
    return as_html(make_report(record, load_thresholds()), root=root)


def comparison(home: Path, root: str, before: str, after: str) -> str:
    """Return the report of the later run, with what changed since the earlier one."""
    earlier, later = _run(home, before), _run(home, after)
    return as_html(make_report(later, load_thresholds(), compare(earlier, later)), root=root)


def _run(home: Path, name: str) -> Run:
    if name not in run_ids(home):  # a name from the network is an id and never a path
        raise BotError(f"there is no run {name!r}" if name else "choose two runs to compare")
    return load_run(name, home)


def _title(slug: str, home: Path) -> str:
    """Return the title of the op-ed that was asked about, or where it is there no more, its slug."""
    try:
        return load_topic(slug, home).title
    except KnowledgeError:
        return slug


def _page(home: Path, root: str, message: str = "") -> str:
    records = [load_run(name, home) for name in run_ids(home)[:MOST]]
    rows = [
        (run, document, {measure: shown(measure, mean) for measure, mean in run.means(document).items()})
        for run in records
        for document in run.documents
    ]
    shipped = load_shipped()
    return template("runs.html.j2").render(
        root=root,
        rows=rows,
        current=CURRENT,
        titles={run.topic: _title(run.topic, home) for run in records},
        runs=records,
        measures=SHOWN,
        labels=[MEASURE[measure].label for measure in SHOWN],
        share=lambda measure: MEASURE[measure].share,
        said=message,
        lacking=lacking(),
        first_runs=load_first_runs(),
        shipped=shipped,
        parts=parts_of(shipped),
        key=KEY,
        symmetry_measures=SYMMETRY,
    )
