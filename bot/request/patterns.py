"""The regular expressions of `patterns.yaml`, by which requests are read: a section for each module."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.yaml_file import parse_yaml


class _Words(BaseModel):
    """Alternatives that stand between the boundaries of words."""

    model_config = ConfigDict(extra="forbid")
    words: list[str]


_Entry = list[str | list[str]] | _Words


def load_patterns(section: str) -> dict[str, re.Pattern[str]]:
    """Compile the expressions of a section, by name."""
    return {
        name: re.compile(_expression(entry), re.IGNORECASE) for name, entry in _sections()[section].items()
    }


def _expression(entry: _Entry) -> str:
    if isinstance(entry, _Words):
        return rf"\b(?:{'|'.join(entry.words)})\b"
    return "|".join(
        alternative if isinstance(alternative, str) else "".join(alternative) for alternative in entry
    )


@cache
def _sections() -> dict[str, dict[str, _Entry]]:
    text = (files(__package__) / "patterns.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, dict[str, _Entry]]).validate_python(parse_yaml(text))
