"""The first runs of blind sets: what people who had not seen the program made of its replies.

`first_runs.yaml` beside this file has them; README.md and the page "Evaluations" show them.
"""

from __future__ import annotations

from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FirstRun(_Strict):
    """What was asked, and what was found."""

    asked: str
    found: str


class FirstRuns(_Strict):
    """Those of one set-up."""

    heading: str
    rows: tuple[FirstRun, ...]


def load_first_runs() -> tuple[FirstRuns, ...]:
    """Return all of them."""
    read = yaml.safe_load((files("evals") / "first_runs.yaml").read_text("utf-8"))
    return TypeAdapter(tuple[FirstRuns, ...]).validate_python(read)


def as_tables() -> str:
    """Return them as tables in Markdown."""
    return "\n\n".join(
        "\n".join(
            [
                f"| {runs.heading} | first run |",
                "| --- | --- |",
                *(f"| {row.asked} | {row.found} |" for row in runs.rows),
            ]
        )
        for runs in load_first_runs()
    )
