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
        parsed = _parsed(held)
        if parsed is not None:
            yield from _fields(parsed)
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


def _fields(parsed: Any) -> Iterator[str | Fields]:
    if isinstance(parsed, str):
        yield from parsed.splitlines()
    elif isinstance(parsed, list):
        for part in parsed:
            yield from _fields(part)
    elif isinstance(parsed, dict):
        text = next((parsed[key] for key in _TEXT if isinstance(parsed.get(key), str)), None)
        if text is not None:
            kind = next((str(parsed[key]) for key in _KIND if isinstance(parsed.get(key), str)), "")
            yield Fields(kind, _numbers(next((parsed[key] for key in _CITES if key in parsed), ())), text)
        else:
            for part in parsed.values():
                if isinstance(part, list | dict):
                    yield from _fields(part)


def _numbers(parsed: Any) -> tuple[int, ...]:
    if isinstance(parsed, bool) or parsed is None:
        return ()
    if isinstance(parsed, int):
        return (parsed,) if 0 <= parsed < 10_000 else ()
    if isinstance(parsed, str):
        return tuple(int(part) for part in re.findall(r"\d{1,4}", parsed))
    return tuple(number for part in parsed for number in _numbers(part)) if isinstance(parsed, list) else ()
