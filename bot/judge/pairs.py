"""Pairs of a claim and passages as JSON lines, labelled or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BotError


class Pair(BaseModel):
    """One line: does the claim follow from the passages? `label` is 1 for supported and 0 for not.

    Other keys are left alone.
    """

    model_config = ConfigDict(frozen=True)

    claim: str
    passages: tuple[str, ...]
    label: int | None = Field(default=None, ge=0, le=1)


P = TypeVar("P", bound=BaseModel)
_READS = 'a line reads {"claim": "…", "passages": ["…"]}'


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a file. BotError names file, line and what to fix."""
    return read_lines(path, Pair, _READS)


def read_lines(path: Path, model: type[P], reads: str) -> list[P]:
    """Return the lines of a file as a kind of pair of one's own.

    `reads` says in errors what a line holds. BotError names file and line.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return list(_parsed(lines, path.name, model, reads))
    except (OSError, UnicodeDecodeError) as exc:
        raise BotError(
            f"cannot read {path}: {getattr(exc, 'strerror', None) or 'it is not UTF-8 text'}"
        ) from exc


def pairs_in(lines: TextIO, name: str) -> Iterator[Pair]:
    """Return the pairs of an open file, one by one; empty lines are passed over."""
    return _parsed(lines, name, Pair, _READS)


def _parsed(lines: TextIO, name: str, model: type[P], reads: str) -> Iterator[P]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield model.model_validate_json(line)
        except ValidationError as exc:
            error = exc.errors()[0]
            place = ".".join(map(str, error["loc"])) or "the line"
            fault = "not valid JSON" if error["type"] == "json_invalid" else f"{place}: {error['msg']}"
            raise BotError(f"{name}, line {number}: {fault}; {reads}") from exc
