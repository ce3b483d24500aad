"""YAML to plain values and models, at the speed of libyaml where it is there (ten times faster)."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge import KnowledgeError

Model = TypeVar("Model", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAY_BE_ALIAS = re.compile(r"(?:^|[\s\[{,])\*\w")


def parse_yaml(text: str) -> Any:
    """Return the values in `text`; plain ones only, since the loader is a safe one.

    A yaml.MarkedYAMLError names the line. Aliases are refused: a few lines of them unfold to gigabytes.
    """
    try:
        return _parsed(text)
    except yaml.reader.ReaderError as exc:  # a kind of its own, of several lines
        before = text[: exc.position] if isinstance(exc.position, int) else ""
        mark = yaml.Mark("", exc.position, before.count("\n"), 0, None, 0)
        raise yaml.MarkedYAMLError(
            problem="a character that YAML does not accept, such as a control character", problem_mark=mark
        ) from exc


def _parsed(text: str) -> Any:
    if _MAY_BE_ALIAS.search(text):
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                raise yaml.MarkedYAMLError(
                    problem=f"the alias *{event.anchor} is not accepted: write out what it stands for",
                    problem_mark=event.start_mark,  # type: ignore[arg-type]  # libyaml has marks of its own
                )
    return yaml.load(text, Loader=_Loader)  # noqa: S506  # a SafeLoader


def parse_model(text: str, name: str, model: type[Model]) -> Model:
    """Return what the YAML in `text` describes.

    A KnowledgeError names the file, as `name` calls it, the place and the fix.
    """
    try:
        values = parse_yaml(text)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise KnowledgeError(f"{name}, line {line}: not valid YAML, {exc.problem}; fix that line") from exc
    try:
        return model.model_validate(values)
    except ValidationError as exc:
        raise KnowledgeError(_first_error(name, values, exc)) from exc


def _first_error(name: str, values: Any, exc: ValidationError) -> str:
    error = exc.errors()[0]
    place = []
    at = values
    for key in error["loc"]:
        at = (
            at[key]
            if isinstance(at, dict) and key in at
            else at[key]
            if isinstance(at, list) and isinstance(key, int)
            else None
        )
        place.append(f"[{at['id']}]" if isinstance(at, dict) and "id" in at else str(key))
    message = {
        "extra_forbidden": "no such key; remove it or fix its spelling",
        "missing": "is missing; add it",
    }
    return f"{name}, {' → '.join(place) or 'top'}: {message.get(error['type'], error['msg'])}"
