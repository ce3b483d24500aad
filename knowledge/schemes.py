"""The catalogue of argumentation schemes and their critical questions, from `schemes.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from knowledge import KnowledgeError
from knowledge.yaml_file import parse_yaml

SOURCES = {  # the keys of `Scheme.source`
    "WRM": "Walton, Reed & Macagno (2008), Argumentation Schemes, chapter 9",
    "GW": "Godden & Walton (2007), Advances in the Theory of Argumentation Schemes and Critical Questions",
}


class SchemeQuestion(BaseModel):
    """A critical question in general, and as it is put to one claim.

    `probe` has a place for the claim's clause.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    asks: Annotated[str, Field(pattern=r"\?$")]
    probe: Annotated[str, Field(pattern=r"\{\}.*\?$")]


class Scheme(BaseModel):
    """A kind of reasoning (Walton, Reed & Macagno 2008) and the questions that it must answer to hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    form: str
    source: str
    combines: tuple[str, ...] = ()
    questions: dict[str, SchemeQuestion]

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the books and papers that describe it."""
        return tuple(SOURCES[key.strip()] for key in self.source.split(";"))


@cache
def schemes() -> dict[str, Scheme]:
    """Map scheme id to scheme. Raises KnowledgeError where one names a source or a part that is missing."""
    text = (files(__package__) / "schemes.yaml").read_text("utf-8")
    loaded = TypeAdapter(dict[str, Scheme]).validate_python(parse_yaml(text))
    for name, scheme in loaded.items():
        strange = [part for part in scheme.combines if part not in loaded] + [
            key for key in scheme.source.split(";") if key.strip() not in SOURCES
        ]
        if strange:
            raise KnowledgeError(f"schemes.yaml, {name}: there is no {strange[0].strip()!r}; fix it")
    return loaded
