"""Word lists of the language, loaded once.

Stop words, countries, words that stand for one another, words that deny.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.yaml_file import parse_yaml

Conceded = Literal["grants", "announces", "objects"]


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


class Imperatives(BaseModel):
    """By which first words an order is told.

    One of `verbs`; where it is among `nouns_too`, with a word of `go_on` behind it; any other word that no
    list has, with one of `objects` behind it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    verbs: frozenset[str]
    go_on: frozenset[str]
    nouns_too: frozenset[str]
    objects: frozenset[str]


class Joining(BaseModel):
    """How sentences begin that go on from the one before.

    With words that can be left out (`openers`), or that point back (`leaning`), alone or behind what opens a
    clause (`clauses`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    openers: tuple[str, ...]
    clauses: tuple[str, ...]
    leaning: tuple[str, ...]


class Hedging(BaseModel):
    """Hedges beside those of `Polarity`, and patterns of what reads as a hedge and is none."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    more: tuple[str, ...]
    spared: tuple[str, ...]


@cache
def imperatives() -> Imperatives:
    """Return the words by which an order is told."""
    return Imperatives.model_validate(_yaml("imperatives.yaml"))


@cache
def joining() -> Joining:
    """Return the words by which a sentence goes on from the one before."""
    return Joining.model_validate(_yaml("joining.yaml"))


class Conceding(BaseModel):
    """Patterns of sentences that grant a point, announce the other side's case, or say that one objects."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    grants: tuple[str, ...]
    announces: tuple[str, ...]
    objects: tuple[str, ...]


@cache
def conceding() -> Conceding:
    """Return what shows that a sentence gives something to the other side."""
    return Conceding.model_validate(_yaml("conceding.yaml"))


def concedes(what: Conceded, text: str) -> bool:
    """Tell whether the words of a sentence show that it gives something to the other side, in that way."""
    return _conceding_in(what).search(text.replace("’", "'")) is not None


@cache
def _conceding_in(what: Conceded) -> re.Pattern[str]:
    return re.compile("|".join(getattr(conceding(), what)), re.IGNORECASE)


@cache
def hedging() -> Hedging:
    """Return what tells hedges from what only looks like one."""
    return Hedging.model_validate(_yaml("hedging.yaml"))


@cache
def harms() -> frozenset[str]:
    """Return what bad news speaks of."""
    return frozenset((files(__package__) / "harms.txt").read_text("utf-8").split())


def _yaml(name: str) -> Any:
    return parse_yaml((files(__package__) / name).read_text("utf-8"))
