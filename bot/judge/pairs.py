"""Pairs of a claim and passages as JSON lines, labelled or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BotError


class Pair(BaseModel):
    """One line: does the claim follow from the passages? `label` is 1 for supported and 0 for not; other keys are left alone."""

    model_config = ConfigDict(frozen=True)

    claim: str
    passages: tuple[str, ...]
    label: int | None = Field(default=None, ge=0, le=1)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file. BotError names file, line and what to mend."""
    try:
        with path.open(encoding="utf-8") as lines:
            return list(pairs_in(lines, path.name))
    except (OSError, UnicodeDecodeError) as exc:
        raise BotError(f"cannot read {path}: {getattr(exc, 'strerror', None) or 'it is not UTF-8 text'}") from exc


def pairs_in(lines: TextIO, name: str) -> Iterator[Pair]:
    """The pairs of an open file, one by one; empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Pair.model_validate_json(line)
        except ValidationError as exc:
            error = exc.errors()[0]
            place = ".".join(map(str, error["loc"])) or "the line"
            raise BotError(f'{name}, line {number}: {place}: {error["msg"]}; a line reads {{"claim": "…", "passages": ["…"]}}') from exc
