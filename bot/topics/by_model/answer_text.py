"""What a chat model answered, as data: the JSON in it, whatever stands around it, or where it breaks off."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import ModelError
from prompts import without_thoughts

Form = TypeVar("Form", bound=BaseModel)
Refused = list[tuple[str, str]]
_DECODER = json.JSONDecoder()


def object_in(said: str) -> dict[str, Any]:
    """Return the JSON object in an answer; {} where there is none that can be read whole."""
    text = without_thoughts(said)
    start = text.find("{")
    while start >= 0:
        try:
            found, _ = _DECODER.raw_decode(text, start)
        except ValueError:
            start = text.find("{", start + 1)
            continue
        return found if isinstance(found, dict) else {}
    return {}


def list_in(said: str, name: str) -> list[dict[str, Any]]:
    """Return the objects of the list of that name in an answer, up to where it breaks off."""
    whole = object_in(said).get(name)
    if isinstance(whole, list):
        return [one for one in whole if isinstance(one, dict)]
    text = without_thoughts(said)
    place = text.find("[", max(text.find(f'"{name}"'), 0))
    return list(_objects(text, place + 1)) if place >= 0 else []


def _objects(text: str, place: int) -> Iterator[dict[str, Any]]:
    while (start := text.find("{", place)) >= 0:
        try:
            found, place = _DECODER.raw_decode(text, start)
        except ValueError:  # the answer breaks off in here
            return
        yield found


def forms_of(values: list[dict[str, Any]], form: type[Form], refused: Refused) -> list[Form]:
    """Return those of the values that are in the form; why the others are not is added to `refused`."""
    found = []
    for value in values:
        try:
            found.append(form.model_validate(value))
        except ValidationError as exc:
            error = exc.errors()[0]
            place = ".".join(map(str, error["loc"]))
            refused.append((str(value.get("id", "an entry"))[:80], f"{place}: {error['msg']}"))
    return found


def form_of(value: dict[str, Any], form: type[Form], what: str) -> Form:
    """Return the value in its form. ModelError where it is not."""
    try:
        return form.model_validate(value)
    except ValidationError as exc:
        error = exc.errors()[0]
        raise ModelError(
            f"the model's {what} is not in the expected form ({error['msg']}); try again, or try "
            "another model"
        ) from exc


def replaced(value: Any, other: Callable[[str], str]) -> Any:
    """Return data with each of its texts as `other` has it."""
    if isinstance(value, str):
        return other(value)
    if isinstance(value, list):
        return [replaced(one, other) for one in value]
    if isinstance(value, dict):
        return {key: replaced(one, other) for key, one in value.items()}
    return value
