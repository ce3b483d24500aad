"""What reviewers decided on a topic, newest last, each with what stood before it, so that it can be undone.

It lies beside the topic's current version. A decision can be undone as long as nothing else has changed what
it changed: what a model, an editor's hand or another version wrote since is never overwritten.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge import versions
from knowledge.argument_map import ArgumentMap
from knowledge.playbook import FILE, Playbook, parse_playbook, written_playbook
from knowledge.topic import Topic, folder_of, keep_map, keep_playbook
from knowledge.versions import DECISIONS

MOST = 10  # decisions that can be undone, one after the other
Of = Literal["map", "playbook"]


class Decision(BaseModel):
    """A decision on the entry `about`; `before` is the map or the playbook as it was, `after` its hash since.

    `told` says in a few words what was done: "accepted", "deleted"; `says`, to what.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    about: str
    told: str
    says: str
    of: Of
    before: str
    after: str


class _Decisions(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    decisions: tuple[Decision, ...] = ()


def remember(before: Topic, after: Topic, of: Of, about: str, told: str, says: str, home: Path) -> None:
    """Keep how to undo a decision that made `after` of `before`, both of them written already."""
    decision = Decision(
        id=secrets.token_hex(6),
        about=about,
        told=told,
        says=says,
        of=of,
        before=_written(before, of),
        after=_hash(after, of),
    )
    _write((*_read(before.slug, home), decision)[-MOST:], before.slug, home)


def last(topic: Topic, home: Path) -> Decision | None:
    """Return the decision that can be undone; None where there is none, or something else came after it."""
    decisions = _read(topic.slug, home)
    if not decisions or decisions[-1].after != _hash(topic, decisions[-1].of):
        return None
    return decisions[-1]


def undo(topic: Topic, decision: Decision, home: Path) -> Topic:
    """Return the topic as it was before its last decision, and write it."""
    if decision.of == "map":
        undone = keep_map(topic, ArgumentMap.model_validate_json(decision.before), home)
    else:
        playbook = parse_playbook(decision.before, FILE, topic.document)
        undone = keep_playbook(topic, playbook, home)
    _write(_read(topic.slug, home)[:-1], topic.slug, home)
    return undone


def _written(topic: Topic, of: Of) -> str:
    if of == "map":
        assert topic.argument_map is not None
        return topic.argument_map.model_dump_json(by_alias=True, exclude_defaults=True)
    return written_playbook(topic.prepared or Playbook())


def _hash(topic: Topic, of: Of) -> str:
    part = topic.argument_map if of == "map" else topic.prepared
    return sha256(part.model_dump_json(by_alias=True).encode()).hexdigest() if part else ""


def _read(slug: str, home: Path) -> tuple[Decision, ...]:
    """Return what can be undone; nothing where the file cannot be read, which loses nothing else."""
    folder = folder_of(slug, home)
    try:
        text = (folder / "versions" / (versions.current(folder) or "") / DECISIONS).read_bytes()
        return _Decisions.model_validate_json(text).decisions
    except (OSError, ValidationError):
        return ()


def _write(decisions: tuple[Decision, ...], slug: str, home: Path) -> None:
    written = _Decisions(decisions=decisions).model_dump_json()
    versions.write_beside(folder_of(slug, home), {DECISIONS: written})
