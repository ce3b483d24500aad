"""The record of a run, kept as one JSON file under the data folder: every case with replies and scores."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import BotError
from evals.stats import Estimate, estimate
from knowledge.atomic_write import write_whole

CURRENT = "current"  # the label of the document that the topic reads, where none is named


class StrictModel(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CaseResult(StrictModel):
    """One case as asked.

    `scores` hold the measures that apply to it, `why` what a reader must know of a score.
    """

    suite: str
    document: str
    id: str
    mode: str
    asks: tuple[str, ...]
    gold: str = ""
    replies: tuple[dict[str, Any], ...]
    scores: dict[str, float]
    why: dict[str, str] = {}

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what makes it the same case in another run."""
        return (self.document, self.suite, self.id)


class Run(StrictModel):
    """All that came of one `debate eval`. `documents` are labels with the sha256 of what was read.

    `partial` are the measures that cases of the topic which were not asked would have counted in, too.
    """

    schema_version: Literal[1] = 1
    id: str
    made: str
    version: str
    topic: str
    writer: str
    judge: str
    url: str | None = None
    documents: dict[str, str]
    seconds: float
    agreement: tuple[float, float, int] | None = None
    partial: tuple[str, ...] = ()
    cases: tuple[CaseResult, ...]

    @property
    def suites(self) -> tuple[str, ...]:
        """Return those that were run, in order."""
        return tuple(dict.fromkeys(case.suite for case in self.cases))

    def of(
        self, document: str | None = None, suite: str | None = None, mode: str | None = None
    ) -> Iterator[CaseResult]:
        """Yield the cases of a document, suite or mode."""
        for case in self.cases:
            if (
                document in (None, case.document)
                and suite in (None, case.suite)
                and mode in (None, case.mode)
            ):
                yield case

    def totals(self, document: str, suite: str | None = None, mode: str | None = None) -> dict[str, Estimate]:
        """Return each measure's mean over the cases to which it applies, with its interval."""
        return {measure: estimate(values) for measure, values in self._values(document, suite, mode).items()}

    def means(self, document: str, suite: str | None = None) -> dict[str, float]:
        """Return the means alone: the intervals take two thousand resamples each."""
        return {measure: fmean(values) for measure, values in self._values(document, suite).items()}

    def _values(
        self, document: str, suite: str | None = None, mode: str | None = None
    ) -> dict[str, list[float]]:
        values: dict[str, list[float]] = {}
        for case in self.of(document, suite, mode):
            for measure, value in case.scores.items():
                values.setdefault(measure, []).append(value)
        return values


def runs_folder(home: Path) -> Path:
    """Return where the runs are kept."""
    return home / "runs"


def save(run: Run, home: Path, missed: Sequence[str] = ()) -> Path:
    """Write the record; gives back the run's folder. BotError where it cannot be written.

    `missed` says which thresholds it missed on the topic's current document.
    """
    folder = runs_folder(home) / run.id
    write(folder / "run.json", run.model_dump_json(indent=1))
    faithfulness = run.means(CURRENT).get("faithfulness") if CURRENT in run.documents else None
    if faithfulness is not None:  # for the library, which need not look through runs for it
        write(
            home / "evaluated" / f"{run.topic}.json",
            json.dumps({"run": run.id, "faithfulness": faithfulness, "missed": list(missed)}),
        )
    return folder


def write(path: Path, text: str) -> None:
    """Write a file of a run, whole. BotError where that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as exc:
        raise BotError(
            f"cannot write {path} ({exc.strerror or exc}); set DEBATE_HOME to a folder you can write to"
        ) from exc


def run_ids(home: Path) -> list[str]:
    """Return all runs, the newest first."""
    return sorted((path.parent.name for path in runs_folder(home).glob("*/run.json")), reverse=True)


def load_run(name: str, home: Path) -> Run:
    """Return a run by its id, by "last", or by the path of its `run.json`.

    A BotError names the runs that there are.
    """
    ids = run_ids(home)
    if name == "last" and ids:
        name = ids[0]
    path = runs_folder(home) / name / "run.json" if name in ids else Path(name)
    try:
        return Run.model_validate_json(path.read_bytes())
    except ValidationError as exc:
        raise BotError(f"{path} is not the record of a run: {exc.errors()[0]['msg']}") from exc
    except OSError as exc:
        raise BotError(
            f"there is no run {name!r}; existing runs: {', '.join(ids[:8]) or 'none yet'}"
        ) from exc
