"""The evaluation sets: JSON lines, each line a case, validated on load."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge import KnowledgeError
from knowledge.argument_map import ArgumentMap

SETS = ("facts", "absent", "premise", "argue", "true")


class Case(BaseModel):
    """One case. `claims` are the ids of the claims that answer or correct it, any of which will do; `lines` likewise."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    question: str = ""
    mode: Literal["ask", "for", "against"] = "ask"
    claims: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    says: str = ""


@cache
def load_set(name: str) -> tuple[Case, ...]:
    """The cases of a set that ships with the program."""
    return read_cases(Path(str(files("evals") / "sets" / f"{name}.jsonl")))


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases in a file. KnowledgeError names file, line and what to mend."""
    cases: list[Case] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate_json(line))
        except ValidationError as exc:
            error = exc.errors()[0]
            place = ".".join(map(str, error["loc"])) or "the line"
            raise KnowledgeError(f"{path.name}, line {number}: {place}: {error['msg']}") from exc
    ids = [case.id for case in cases]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice:
        raise KnowledgeError(f"{path.name}: the id {twice} stands twice; rename one")
    return tuple(cases)


def check_ids(cases: tuple[Case, ...], argument_map: ArgumentMap) -> None:
    """KnowledgeError where a case expects a claim or line that the map lacks."""
    lines = {line.id for line in argument_map.lines}
    for case in cases:
        for one in case.claims:
            if one not in argument_map.by_id:
                raise KnowledgeError(f"case {case.id}: no claim {one!r} in the argument map")
        for one in case.lines:
            if one not in lines:
                raise KnowledgeError(f"case {case.id}: no line {one!r} in the argument map")
