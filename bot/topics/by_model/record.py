"""What a model made of a topic last, and what of it a reviewer has still to compare with what is there.

It stands beside the topic's map and playbook, so that a later run can tell what people have changed since.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge import versions
from knowledge.argument_map import Claim, Side
from knowledge.playbook import Answer, Block, Case
from knowledge.topic import Topic, folder_of

_MARKS = re.compile(r"\s*\[\d+\]")
Entry = Claim | Answer | Block | Case


class Mined(BaseModel):
    """An entry as the model gave it: a hash of what it says, and a few words to know it by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: str
    says: str
    words: str


class ClaimProposal(BaseModel):
    """A claim that differs from the reviewer's of that id, or that the reviewer has removed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: Literal["claim"] = "claim"
    id: str
    mined: Claim


class AnswerProposal(BaseModel):
    """An answer, as a claim."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: Literal["answer"] = "answer"
    id: str
    mined: Answer


class BlockProposal(BaseModel):
    """A block, as a claim."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: Literal["block"] = "block"
    id: str
    mined: Block


class CaseProposal(BaseModel):
    """The case of a side, which is its `id`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: Literal["case"] = "case"
    id: Side
    mined: Case


Proposal = ClaimProposal | AnswerProposal | BlockProposal | CaseProposal
OneProposal = Annotated[Proposal, Field(discriminator="part")]


class Record(BaseModel):
    """`mined` is by part and id, `claim:keep-sundays`; `document` is the hash of what `proposals` cite."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    mined: dict[str, Mined] = {}
    proposals: tuple[OneProposal, ...] = ()

    def changed_words(self, topic: Topic, steps: tuple[str, ...]) -> dict[str, str]:
        """Return what people have changed or removed of what these steps gave, by id."""
        there = entries_of(topic)
        return {
            key.partition(":")[2]: one.words
            for key, one in self.mined.items()
            if one.step in steps and (key not in there or fingerprint(there[key]) != one.says)
        }


def load_record(topic: Topic, home: Path) -> Record:
    """Return the record of a topic; an empty one where there is none, or none that can be read."""
    folder = folder_of(topic.slug, home)
    name = versions.current(folder) or ""
    try:
        record = Record.model_validate_json((folder / "versions" / name / versions.MINED).read_bytes())
    except (OSError, ValidationError):
        return Record(document=topic.document.sha256)
    if record.document == topic.document.sha256:
        return record
    return Record(
        document=topic.document.sha256, mined=record.mined
    )  # the numbers of passages are others now


def keep_record(record: Record, slug: str, home: Path) -> None:
    """Write the record into the topic's current version. Raises KnowledgeError where that cannot be."""
    versions.write_beside(folder_of(slug, home), {versions.MINED: record.model_dump_json(by_alias=True)})


def entries_of(topic: Topic) -> dict[str, Entry]:
    """Return all that a model can make of a topic, by part and id."""
    found: dict[str, Entry] = {}
    if topic.argument_map:
        found |= {f"claim:{claim.id}": claim for claim in topic.argument_map.claims}
    if topic.prepared:
        found |= {f"answer:{answer.id}": answer for answer in topic.prepared.answers}
        found |= {f"block:{block.id}": block for block in topic.prepared.blocks}
        for side in ("for", "against"):
            if case := topic.prepared.cases.of(side):
                found[f"case:{side}"] = case
    return found


def fingerprint(entry: Entry) -> str:
    """Return a hash of what an entry says, whatever passages it cites: other versions number them anew."""
    if isinstance(entry, Claim):
        said: object = [entry.kind, entry.says, entry.helps]
    else:
        said = entry.model_dump(mode="json")
    return hashlib.sha256(_MARKS.sub("", json.dumps(said, sort_keys=True)).encode()).hexdigest()[:16]
