"""A sentence that was prepared, `[kind: ]text [n]…`, and what holds such sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

PreparedKind = Literal["report", "critique", "question", "weighing", "analytic", "link"]

_KINDS: dict[str, PreparedKind] = {
    "critique": "critique", "question": "question", "weighing": "weighing",
    "reasoning": "analytic", "link": "link",
}  # fmt: skip
_WRITTEN = {kind: word for word, kind in _KINDS.items()}
_KIND = re.compile(rf"(?P<kind>{'|'.join(_KINDS)}): ")
_STOP_TWICE = re.compile(r"(?<!\.)\.\.$")  # what is left of "the U.S. [1]."
_CITED = re.compile(r"\s*\[(\d+)\]")


class Strict(BaseModel):
    """A part of a playbook: a key that it doesn't know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PreparedSentence(Strict):
    """One sentence with its kind and the passages that it rests on; `text` is without citation marks."""

    kind: PreparedKind
    text: str = Field(min_length=1)
    cites: tuple[int, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _parse(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        lead = _KIND.match(value)
        words = value[lead.end() :] if lead else value
        return {
            "kind": _KINDS[lead["kind"]] if lead else "report",
            "text": _STOP_TWICE.sub(".", _CITED.sub("", words).strip()),
            "cites": tuple(dict.fromkeys(int(number) for number in _CITED.findall(words))),
        }

    @model_validator(mode="after")
    def _cites_as_its_kind_does(self) -> PreparedSentence:
        if self.kind in ("analytic", "link") and self.cites:
            raise ValueError(f"a sentence of this kind cites nothing: “{self.text}”; remove the citation")
        if self.kind not in ("analytic", "link") and not self.cites:
            raise ValueError(
                f"cites nothing: “{self.text}”; add the passages that it rests on, for example [4][7]"
            )
        return self

    @model_serializer
    def _written(self) -> str:
        lead = f"{_WRITTEN[self.kind]}: " if self.kind in _WRITTEN else ""
        return f"{lead}{self.text}{''.join(f' [{number}]' for number in self.cites)}"


Sentences = Annotated[tuple[PreparedSentence, ...], Field(min_length=1)]
Wordings = Annotated[tuple[str, ...], Field(min_length=1)]


class SentenceGroup(Strict):
    """A part of the playbook with all sentences in it."""

    def sentences(self) -> Iterator[PreparedSentence]:
        """Yield every sentence, in the order of the file."""
        for name in type(self).model_fields:
            yield from _sentences_in(getattr(self, name))

    @cached_property
    def cites(self) -> frozenset[int]:
        """The passages that any of its sentences cites."""
        return frozenset(number for sentence in self.sentences() for number in sentence.cites)


def _sentences_in(value: object) -> Iterator[PreparedSentence]:
    if isinstance(value, PreparedSentence):
        yield value
    elif isinstance(value, SentenceGroup):
        yield from value.sentences()
    elif isinstance(value, tuple):
        for part in value:
            yield from _sentences_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _sentences_in(part)
