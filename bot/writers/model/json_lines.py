"""JSON where lines were asked for.

A model's objects, one a line, in a list, in a fence, or pretty-printed, among lines that are none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_MOST = 16_000  # characters of an object that is waited for
_OPENS = re.compile(r"^\s*(?:\{|\[\s*(?:\{|\"|$))")
_TEXT = ("text", "sentence", "statement", "content", "claim", "answer", "response", "line")
_KIND = ("kind", "type", "tag", "label", "category")
_CITES = (
    "cites",
    "citations",
    "citation",
    "cite",
    "passages",
    "passage",
    "sources",
    "source",
    "refs",
    "numbers",
    "ids",
    "id",
)


@dataclass(frozen=True, slots=True)
class Fields:
    """A statement's parts as an object gave them."""

    kind: str
    cites: tuple[int, ...]
    text: str


def objects(lines: Iterable[str | None]) -> Iterator[str | Fields | None]:
    """Yield the lines, with what is JSON among them as fields.

    Fences are dropped, and JSON that never closes.
    """
    held = ""
    for line in lines:
        if line is None:
            yield None
            continue
        if line.strip().startswith("```"):
            continue
        if not held and not _OPENS.match(line):
            if line.strip() not in ("]", "],", "}", "},", "[", "{"):
                yield line
            continue
        held = f"{held}\n{line}" if held else line
        given = _parsed(held)
        if given is not None:
            yield from _fields(given)
            held = ""
        elif held.strip() == "[" or len(held) > _MOST:  # of a list each object is taken as it comes
            held = ""


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text.strip().rstrip(",").removesuffix("]")
            if text.strip().startswith("{")
            else text.strip().rstrip(",")
        )
    except (ValueError, RecursionError):
        return None


def _fields(given: Any) -> Iterator[str | Fields]:
    if isinstance(given, str):
        yield from given.splitlines()
    elif isinstance(given, list):
        for one in given:
            yield from _fields(one)
    elif isinstance(given, dict):
        text = next((given[key] for key in _TEXT if isinstance(given.get(key), str)), None)
        if text is not None:
            kind = next((str(given[key]) for key in _KIND if isinstance(given.get(key), str)), "")
            yield Fields(kind, _numbers(next((given[key] for key in _CITES if key in given), ())), text)
        else:
            for one in given.values():
                if isinstance(one, list | dict):
                    yield from _fields(one)


def _numbers(given: Any) -> tuple[int, ...]:
    if isinstance(given, bool) or given is None:
        return ()
    if isinstance(given, int):
        return (given,) if 0 <= given < 10_000 else ()
    if isinstance(given, str):
        return tuple(int(one) for one in re.findall(r"\d{1,4}", given))
    return tuple(number for one in given for number in _numbers(one)) if isinstance(given, list) else ()
