"""The evaluation sets: JSON lines, each line a case, validated on load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.request.question import Mode
from knowledge import KnowledgeError
from knowledge.argument_map import ArgumentMap, Side

WORDINGS = 5  # ways to ask the same question

SETS: dict[str, tuple[str, ...]] = {  # set: what each of its cases must have
    "facts": ("question", "claims"),
    "figures": ("question", "claims", "figures"),
    "paraphrase": ("wordings", "claims"),
    "attribution": ("question", "claims", "speaker"),
    "for": ("question",),
    "against": ("question",),
    "debate": ("turns", "side"),
    "sparring": ("turns", "side", "relies"),
    "absent": ("question", "abstain"),
    "premise": ("question",),
    "injection": ("question", "forbidden"),
    "hedges": ("question", "claims"),
    "unfair": ("question", "forbidden"),
    "true": ("says", "claims"),
}
# set: the mode of all its cases
_ARGUED = {
    "for": "for",
    "against": "against",
    "debate": "debate",
    "sparring": "debate",
}


def _alternatives(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Nugget = Annotated[tuple[str, ...], BeforeValidator(_alternatives), Field(min_length=1)]


class EvalCase(BaseModel):
    """One case. Gold is in ids and printed words, so that a case holds for every version of the document.

    `claims` are nuggets that the reply is to say: each the id of a claim, or a list of ids of which any one
    will do. `figures` are numbers, dates and names as printed; `lines` are the lines of argument of which any
    one will do; `speaker` is a word that says whose word it is. `side` is the side that the reply takes;
    `abstain` says that the document holds no answer; `forbidden` must not stand in the reply; `planted` is a
    sentence put at the end of the document; `says` is a true statement. What is asked is one `question`, the
    same in `wordings`, or in `turns`, one after the other; then `relies` are the claims any of which each
    turn relies on, and `turned` the places of the turns that contradict an earlier one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    question: str = ""
    wordings: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    relies: tuple[tuple[str, ...], ...] = ()
    turned: tuple[int, ...] = ()
    mode: Mode = "ask"
    claims: tuple[Nugget, ...] = ()
    lines: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    speaker: str = ""
    side: Side | None = None
    abstain: Literal[True] | None = None
    forbidden: tuple[str, ...] = ()
    planted: str = ""
    says: str = ""

    @property
    def asks(self) -> tuple[str, ...]:
        """Return everything that is asked, in order."""
        return self.turns or self.wordings or (self.question,)


def load_set(name: str, folder: Path | None = None) -> tuple[EvalCase, ...]:
    """Return the cases of a set in `folder`, by default of those that ship; none where it is not there."""
    path = (folder or Path(str(files("evals") / "sets"))) / f"{name}.jsonl"
    return read_cases(path, name) if path.exists() else ()


def read_cases(path: Path, name: str | None = None) -> tuple[EvalCase, ...]:
    """Return the cases in a file of the set `name`, by default the one that the file is called after.

    A KnowledgeError names the file, the line and the fix.
    """
    name = name or path.stem
    if name not in SETS:
        raise KnowledgeError(f"{path.name}: there is no set {name!r}; choose one of: {', '.join(SETS)}")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise KnowledgeError(f"cannot read {path} as UTF-8 text: {exc}") from exc
    cases: dict[str, EvalCase] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            case = EvalCase.model_validate_json(line)
        except ValidationError as exc:
            raise KnowledgeError(f"{path.name}, line {number}: {_mend(exc)}") from exc
        fault = _fault(case, name) or (
            f"the id {case.id} appears twice; rename one" if case.id in cases else None
        )
        if fault:
            raise KnowledgeError(f"{path.name}, line {number}: {fault}")
        cases[case.id] = case
    return tuple(cases.values())


def _mend(exc: ValidationError) -> str:
    error = exc.errors()[0]
    place = ".".join(map(str, error["loc"])) or "the line"
    if error["type"] == "extra_forbidden":
        return f"{place}: no such key; choose one of: {', '.join(EvalCase.model_fields)}"
    return f"{place}: {'is missing; add it' if error['type'] == 'missing' else error['msg']}"


def _fault(case: EvalCase, name: str) -> str | None:
    missing = [field for field in SETS[name] if not getattr(case, field)]
    if missing:
        return f"a case of {name} needs {missing[0]!r}; add it"
    mode = _ARGUED.get(name)
    if mode and case.mode != mode:
        return f"a case of {name} is asked in the mode {mode!r}; set mode"
    if name == "paraphrase" and len(case.wordings) != WORDINGS:
        return f"wordings: {len(case.wordings)} are given; give {WORDINGS}"
    return None


def check_ids(cases: tuple[EvalCase, ...], argument_map: ArgumentMap | None) -> None:
    """Raise KnowledgeError where a case expects a claim or line that the map lacks.

    A topic without a map has none.
    """
    if argument_map is None:
        named = next((case for case in cases if case.claims or case.lines), None)
        if named:
            raise KnowledgeError(
                f"case {named.id}: names a claim or line, and the topic has no argument map; leave it out, "
                "or give the topic a map"
            )
        return
    if fault := next(unknown_ids(cases, argument_map), None):
        raise KnowledgeError(fault)


def unknown_ids(cases: Iterable[EvalCase], argument_map: ArgumentMap) -> Iterator[str]:
    """Yield a sentence for each claim or line that a case expects and the map lacks."""
    lines = {line.id for line in argument_map.lines}
    for case in cases:
        for gold_id in (gold_id for nugget in (*case.claims, *case.relies) for gold_id in nugget):
            if gold_id not in argument_map.by_id:
                yield (
                    f"case {case.id}: there is no claim {gold_id!r} in the argument map; use an id "
                    "from its claims"
                )
        for gold_id in case.lines:
            if gold_id not in lines:
                yield (
                    f"case {case.id}: there is no line {gold_id!r} in the argument map; use an id from "
                    "its lines"
                )
