"""Wordings of each act that a message can have: `acts/WRITER.yaml`, one file a writer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from knowledge import KnowledgeError
from knowledge.encoders.acts import ACTS
from knowledge.yaml_file import parse_yaml

LEAST = 20  # wordings of an act by one writer


class Wording(BaseModel):
    """One way to ask, with the form and the side that it asks for.

    `{thing}` stands for a noun phrase of a piece, `{claim}` for a clause, `{figure}` for what a number is of.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, Field(min_length=1, max_length=400)]
    length: (
        Annotated[str, Field(pattern=r"^(one line|short|long|\d+ (sentences|points|words|seconds))$")] | None
    ) = None
    layout: Literal["prose", "bullets", "numbered", "steps"] | None = None
    plain: bool = False
    language: str | None = None
    side: Literal["for", "against"] | None = None


Acts = dict[str, tuple[Wording, ...]]
_READS = TypeAdapter(dict[str, tuple[Wording, ...]])


def read_acts(file: Path) -> Acts:
    """Return a writer's wordings by act; raise KnowledgeError with one line that says what is wrong where."""
    try:
        found: Acts = _READS.validate_python(parse_yaml(file.read_text("utf-8")))
    except ValidationError as exc:
        first = exc.errors()[0]
        raise KnowledgeError(f"{file.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from exc
    except yaml.YAMLError as exc:
        raise KnowledgeError(f"{file.name}: {' '.join(str(exc).split())}") from exc
    unknown = next((act for act in found if act not in ACTS), None)
    if unknown:
        raise KnowledgeError(f"{file.name}: there is no act {unknown!r}; choose one of: {', '.join(ACTS)}")
    for act in ACTS:
        if len(found.get(act, ())) < LEAST:
            raise KnowledgeError(
                f"{file.name}: {act} has {len(found.get(act, ()))} wordings; {LEAST} are asked for"
            )
    texts = Counter(wording.text.lower() for wordings in found.values() for wording in wordings)
    twice = next((text for text, count in texts.items() if count > 1), None)
    if twice:
        raise KnowledgeError(f"{file.name}: “{twice}” stands twice")
    return found
