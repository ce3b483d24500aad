"""Word lists of the language, loaded once.

Stop words, countries, words that stand for one another, words that deny.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from knowledge.yaml_file import parse_yaml


class Forms(BaseModel):
    """How texts name a country: `forms` in any case, `exact` only as written."""

    model_config = ConfigDict(extra="forbid")
    forms: list[str]
    exact: list[str] = []


class Thesaurus(BaseModel):
    """Groups of words that stand for one another.

    `same` keeps the truth of a sentence, `near` only tells that two sentences speak of the same thing.
    """

    model_config = ConfigDict(extra="forbid")
    same: list[list[str]]
    near: list[list[str]]


class Polarity(BaseModel):
    """Words that deny, words that limit certainty by level, and pairs of opposite poles.

    `opposites` only tell contradictions.
    """

    model_config = ConfigDict(extra="forbid")
    negators: frozenset[str]
    negating_phrases: list[str]
    hedges: dict[int, frozenset[str]]
    directions: list[tuple[list[str], list[str]]]
    opposites: list[tuple[list[str], list[str]]]


@cache
def stopwords() -> frozenset[str]:
    """Return words that carry no content of their own, the words of reporting included."""
    return frozenset((files(__package__) / "stopwords.txt").read_text("utf-8").split())


@cache
def irregular() -> dict[str, str]:
    """Map an irregular form to its base: rose, rise."""
    lines = (files(__package__) / "irregular.txt").read_text("utf-8").splitlines()
    return {form: base for base, *forms in map(str.split, lines) for form in forms}


@cache
def countries() -> dict[str, Forms]:
    """Map a country to the forms in which texts name it."""
    return TypeAdapter(dict[str, Forms]).validate_python(_yaml("countries.yaml"))


@cache
def thesaurus() -> Thesaurus:
    """Return the groups of words that stand for one another, of all topics that ship."""
    topics = sorted(files("knowledge").iterdir(), key=lambda entry: entry.name)
    texts = [file.read_text("utf-8") for topic in topics if (file := topic / "thesaurus.yaml").is_file()]
    each = [Thesaurus.model_validate(parse_yaml(text)) for text in texts]
    return Thesaurus(
        same=[group for one in each for group in one.same], near=[group for one in each for group in one.near]
    )


@cache
def polarity() -> Polarity:
    """Return the words that turn a sentence round."""
    return Polarity.model_validate(_yaml("polarity.yaml"))


class Cue(BaseModel):
    """A pattern by which a sentence is told; `sure` is its precision.

    With `turn` it counts only where the next sentence turns against it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    is_: str = Field(alias="is")
    sure: float = Field(gt=0, le=1)
    turn: bool = False
    helps: Literal["for", "against", "either"] = "either"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern, ready to search with."""
        return re.compile(self.is_, re.IGNORECASE)


class Cues(BaseModel):
    """By which words an op-ed's sentence is told to recommend, concede, report, foresee, explain or judge."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    recommendation: tuple[Cue, ...]
    orders: frozenset[str]
    order_goes_on: frozenset[str]
    nouns_too: frozenset[str]
    no_recommendation: tuple[str, ...]
    reported: tuple[Cue, ...]
    concession: tuple[Cue, ...]
    prediction: tuple[Cue, ...]
    cause: tuple[Cue, ...]
    value: tuple[Cue, ...]
    harms: frozenset[str]
    openers: tuple[str, ...]
    leaning: tuple[str, ...]
    no_hedge: tuple[str, ...]
    more_hedges: tuple[str, ...]


@cache
def cues() -> Cues:
    """Return what rules mine an argument map by."""
    return Cues.model_validate(_yaml("cues.yaml"))


def _yaml(name: str) -> Any:
    return parse_yaml((files(__package__) / name).read_text("utf-8"))
