"""The catalogue of argumentation schemes and their critical questions, from `schemes.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.yaml_file import parse_yaml


class Scheme(BaseModel):
    """A kind of reasoning (Walton, Reed & Macagno 2008) and the questions that it must answer to hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    form: str
    questions: dict[str, str]


@cache
def schemes() -> dict[str, Scheme]:
    """Scheme id to scheme."""
    text = (files(__package__) / "schemes.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, Scheme]).validate_python(parse_yaml(text))
