"""The thresholds: what a run must show. They lie in one file, `evals/thresholds.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import Field, ValidationError

from bot.errors import BotError
from evals.measures import MEASURE, shown
from evals.mutation_testing import Mutated
from evals.record import Run, StrictModel
from knowledge.yaml_file import parse_yaml


class Bound(StrictModel):
    """The least or the most that a measure may be."""

    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: float) -> bool:
        """Return whether the value is within."""
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )


class MutationBounds(StrictModel):
    """What the gate must do with corrupted statements, and with true ones."""

    each_at_least: float = 0.0
    mean_at_least: float = 0.0
    false_alarms_at_most: float = 1.0

    def missed(self, document: str, mutated: Mutated) -> Iterator[str]:
        """Yield a sentence for each bound that is not kept."""
        for recall in mutated.classes:
            if recall.share < self.each_at_least:
                yield (
                    f"{document}: of {recall.name}, {recall.share:.1%} are caught, at least "
                    f"{self.each_at_least:.1%} is required"
                )
        if mutated.mean < self.mean_at_least:
            yield (
                f"{document}: {mutated.mean:.1%} are caught on average, at least "
                f"{self.mean_at_least:.1%} is required"
            )
        if mutated.false_alarms > self.false_alarms_at_most:
            yield (
                f"{document}: {mutated.false_alarms:.1%} of true statements are withheld, at most "
                f"{self.false_alarms_at_most:.1%} is required"
            )


class Thresholds(StrictModel):
    """Bounds over all cases, over those of one suite, and over corrupted statements."""

    totals: dict[str, Bound] = Field(default_factory=dict)
    suites: dict[str, dict[str, Bound]] = Field(default_factory=dict)
    mutations: MutationBounds = MutationBounds()


class Missed(NamedTuple):
    """A bound that a run does not keep."""

    document: str
    suite: str | None
    measure: str
    found: float
    bound: Bound

    def __str__(self) -> str:
        return f"{self.document}, {self.suite or 'all suites'}: {self.told}"

    @property
    def told(self) -> str:
        """Say what was found and what is required."""
        side, value = (
            ("at least", self.bound.at_least)
            if self.bound.at_least is not None
            else ("at most", self.bound.at_most)
        )
        return (
            f"{MEASURE[self.measure].label} is {shown(self.measure, self.found)}, {side} "
            f"{shown(self.measure, value or 0.0)} is required"
        )


def load_thresholds(path: Path | None = None) -> Thresholds:
    """Return the thresholds in `path`, by default those that ship.

    A BotError names the file and the place.
    """
    path = path or Path(str(files("evals") / "thresholds.yaml"))
    try:
        thresholds = Thresholds.model_validate(parse_yaml(path.read_text("utf-8")) or {})
    except OSError as exc:
        raise BotError(f"cannot read {path}: {exc.strerror}") from exc
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise BotError(f"{path.name}, line {line}: not valid YAML, {exc.problem}; fix that line") from exc
    except ValidationError as exc:
        error = exc.errors()[0]
        raise BotError(f"{path.name}, {' → '.join(map(str, error['loc']))}: {error['msg']}") from exc
    unknown = next(
        (
            measure
            for bounds in (thresholds.totals, *thresholds.suites.values())
            for measure in bounds
            if measure not in MEASURE
        ),
        None,
    )
    if unknown:
        raise BotError(f"{path.name}: there is no measure {unknown!r}; choose one of: {', '.join(MEASURE)}")
    return thresholds


def unheld(run: Run, thresholds: Thresholds) -> tuple[str, ...]:
    """Return the measures that the run is not held to over all suites: not all of their cases were asked."""
    scored = {measure for document in run.documents for measure in run.means(document)}
    return tuple(measure for measure in thresholds.totals if measure in run.partial and measure in scored)


def missed(run: Run, thresholds: Thresholds) -> list[Missed]:
    """Return every bound that the run does not keep, among those that it is held to."""
    totals = {measure: bound for measure, bound in thresholds.totals.items() if measure not in run.partial}
    missed_bounds: list[Missed] = []
    for document in run.documents:
        parts: list[tuple[str | None, dict[str, Bound]]] = [
            (None, totals),
            *thresholds.suites.items(),
        ]
        for suite, bounds in parts:
            means = run.means(document, suite)
            missed_bounds += [
                Missed(document, suite, measure, means[measure], bound)
                for measure, bound in bounds.items()
                if measure in means and not bound.holds(means[measure])
            ]
    return missed_bounds
