"""A topic's versions on disk: a folder each with `document.json` and `arguments.yaml`.

A `playbook.yaml` is beside them where words were prepared. A small file, `current`, has the name of the
version that counts. One is made beside the others and counts from the moment when `current` is renamed into
its place, so that a process killed at any moment leaves what was there. Map and playbook are their owner's
to edit.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge import KnowledgeError
from knowledge.argument_map import ArgumentMap, check_against, load_argument_map
from knowledge.atomic_write import write_whole
from knowledge.document import Document, Paragraph, SourceText, split
from knowledge.playbook import FILE as PLAYBOOK
from knowledge.playbook import Playbook, parse_playbook, written_playbook

DOCUMENT, MAP, CURRENT = "document.json", "arguments.yaml", "current"
MINED = "mined.json"  # what a model made of it last, by which to tell what people have changed since
DECISIONS = "decisions.json"  # what reviewers decided last, and how to undo it
HASH = 12  # signs of a document's hash in the name of a version
_LOCK_WAIT = 60.0  # seconds
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_HEAD = """\
# The argument map: what the text claims, and which passages support it. Edit it as you like; \
any error is reported, with its place, the next time the file is read.
#   says      the claim as a clause that can follow "The op-ed says that"
#   passages  numbers of the sentences that support it
#   helps     the side it helps: for or against the recommendation, or either
# confidence appears on claims that were mined and that nobody has accepted yet: \
to accept one, delete this line or use `debate review`.
"""


@dataclass(frozen=True)
class Version:
    """A document, its argument map, the name of the file that it came from, and what was prepared for it."""

    document: Document
    argument_map: ArgumentMap | None
    source: str
    playbook: Playbook | None = None


class StoredDocument(BaseModel):
    """A document as it is kept; `paragraphs` are start, end and section, `pages` offset and number.

    `quoted` are the numbers of the paragraphs that quote somebody, from 0; they and `notes` are written where
    there are some.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    source: str
    text: str
    paragraphs: tuple[tuple[int, int, str], ...]
    pages: tuple[tuple[int, int], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    quoted: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document, source: str) -> StoredDocument:
        """Return the document in the form that is stored."""
        paragraphs = tuple(
            (paragraph.start, paragraph.end, paragraph.section) for paragraph in document.paragraphs
        )
        quoted = tuple(number for number, paragraph in enumerate(document.paragraphs) if paragraph.quoted)
        return cls(
            title=document.title,
            source=source,
            text=document.text,
            paragraphs=paragraphs,
            pages=document.pages,
            meta=document.meta,
            quoted=quoted,
        )

    def split(self) -> Document:
        """Return the document, split into its passages again."""
        quoted = frozenset(self.quoted)
        paragraphs = tuple(
            Paragraph(start, end, section, number in quoted)
            for number, (start, end, section) in enumerate(self.paragraphs)
        )
        return split(SourceText(self.text, paragraphs, self.title, self.meta, self.pages, self.notes))

    def written(self) -> str:
        """Return it as JSON, as it was before there were quotations where it has none."""
        return self.model_dump_json(exclude={name for name in ("quoted", "notes") if not getattr(self, name)})


def names(folder: Path) -> tuple[str, ...]:
    """Return the versions in a topic's folder, the oldest first."""
    kept = folder / "versions"
    return (
        tuple(sorted(entry.name for entry in kept.iterdir() if not entry.name.startswith(".")))
        if kept.is_dir()
        else ()
    )


def current(folder: Path) -> str | None:
    """Return the name of the version that counts; None where there is none."""
    try:
        return (folder / CURRENT).read_text("utf-8").strip() or None
    except OSError:
        return None


def state(folder: Path) -> int:
    """Return a number that changes whenever the current version or its map does."""
    return sum(_stamps(folder))


def written(folder: Path) -> float:
    """Return when the current version or its map was last written, in seconds; 0 where there is none."""
    return max(_stamps(folder), default=0) / 1e9


def _stamps(folder: Path) -> list[int]:
    name = current(folder)
    stamps = []
    version = folder / "versions" / (name or "")
    for path in (folder / CURRENT, version / MAP, version / PLAYBOOK):
        try:
            stamps.append(path.stat().st_mtime_ns)
        except OSError:
            continue
    return stamps


def read_version(folder: Path, name: str) -> Version:
    """Return a version.

    A KnowledgeError names the file that is damaged, and in a map that was edited the place and the fix.
    """
    place = folder / "versions" / name
    try:
        stored = StoredDocument.model_validate_json((place / DOCUMENT).read_bytes())
    except (OSError, ValueError) as exc:
        raise KnowledgeError(
            f"{place / DOCUMENT} is damaged; index the document again with: "
            f"debate index FILE --topic {folder.name}"
        ) from exc
    document = stored.split()
    argument_map = load_argument_map(place / MAP) if (place / MAP).exists() else None
    if argument_map is not None:
        check_against(argument_map, document, str(place / MAP))
    playbook = _playbook_in(place, document)
    return Version(document, argument_map, stored.source, playbook)


def _playbook_in(place: Path, document: Document) -> Playbook | None:
    try:
        text = (place / PLAYBOOK).read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as exc:
        raise KnowledgeError(f"cannot read {place / PLAYBOOK}: {exc}; repair or remove it") from exc
    return parse_playbook(text, str(place / PLAYBOOK), document)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def find_version(folder: Path, sha256: str) -> Version | None:
    """Return the newest version with that document; None where none has it.

    It is named by its hash or the first twelve signs of it.
    """
    for name in reversed(names(folder)):
        if len(sha256) >= HASH and name.endswith(sha256[:HASH]):
            version = read_version(folder, name)
            if version.document.sha256.startswith(sha256):
                return version
    return None


def write_version(folder: Path, version: Version, over: str | None) -> bool:
    """Make it the current version after the version `over`; False where it is that already.

    KnowledgeError where another version has become current since, or the folder cannot be written to.
    """
    stored = StoredDocument.of(version.document, version.source).written()
    parts = {DOCUMENT: stored}
    if version.argument_map:
        parts[MAP] = _yaml_of(version.argument_map)
    if version.playbook:
        parts[PLAYBOOK] = written_playbook(version.playbook)
    with _writing(folder):
        name = current(folder)
        if name and _same(folder / "versions" / name, stored, version):
            return False
        if name != over:
            raise KnowledgeError(
                f"somebody else has just changed the topic {folder.name}, so nothing was replaced; try again"
            )
        if name and (record := _text_of(folder / "versions" / name / MINED)):
            parts[MINED] = record
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        version_name = f"{stamp}-{version.document.sha256[:HASH]}"
        new = not folder.exists()
        home = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent)) if new else folder
        _write_parts(home / "versions", version_name, parts)
        write_whole(home / CURRENT, version_name)
        if new:
            home.chmod(0o755)
            home.rename(folder)
    return True


def write_map(folder: Path, argument_map: ArgumentMap) -> None:
    """Put another map into the current version.

    Raises KnowledgeError where the folder cannot be written to, or there is no version.
    """
    write_beside(folder, {MAP: _yaml_of(argument_map)})


def write_playbook(folder: Path, playbook: Playbook, document: Document) -> None:
    """Put what was prepared into the current version.

    Raises KnowledgeError as `write_map` does, and where it could not be read again beside `document`.
    """
    text = written_playbook(playbook)
    parse_playbook(text, PLAYBOOK, document)
    write_beside(folder, {PLAYBOOK: text})


def write_beside(folder: Path, parts: Mapping[str, str]) -> None:
    """Put files into the current version. Raises KnowledgeError as `write_map` does."""
    with _writing(folder):
        name = current(folder)
        if name is None:
            raise KnowledgeError(
                f"there is no document in {folder}; index one with: debate index FILE --topic {folder.name}"
            )
        for part, text in parts.items():
            write_whole(folder / "versions" / name / part, text)


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Let one at a time read a topic, change it and write it, so that no change is lost.

    It is not to be entered again inside. Raises KnowledgeError as `write_map` does.
    """
    with _alone(folder, folder.parent.parent / "changing" / f"{folder.name}.lock"):
        yield


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Let one writer at a time do its work."""
    with _alone(folder, folder.parent.parent / "topics.lock"):
        yield


@contextmanager
def _alone(folder: Path, lock: Path) -> Iterator[None]:
    """Hold a lock; whatever the disk says becomes one line."""
    try:
        for needed in (folder.parent, lock.parent):
            needed.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=_LOCK_WAIT):
            yield
    except Timeout as exc:
        raise KnowledgeError(
            "another process has been writing topics for a minute; try again when it is done"
        ) from exc
    except OSError as exc:
        raise KnowledgeError(
            f"cannot write the topic in {folder}: {exc.strerror or exc}; "
            "set DEBATE_HOME to a folder you can write to"
        ) from exc


def _write_parts(versions: Path, name: str, parts: Mapping[str, str]) -> None:
    versions.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".new-", dir=versions))
    for part, text in parts.items():
        write_whole(scratch / part, text)
    scratch.chmod(0o755)
    scratch.rename(versions / name)
    for left in versions.glob(".new-*"):
        shutil.rmtree(left, ignore_errors=True)


def _same(place: Path, stored: str, version: Version) -> bool:
    argument_map, playbook = version.argument_map, version.playbook
    try:
        if (
            (place / DOCUMENT).read_text("utf-8") != stored
            or (place / MAP).exists() != (argument_map is not None)
            or (place / PLAYBOOK).exists() != (playbook is not None)
        ):
            return False
        if playbook is not None and _playbook_in(place, version.document) != playbook:
            return False
        return argument_map is None or load_argument_map(place / MAP) == argument_map
    except (OSError, ValidationError, KnowledgeError):
        return False


def _yaml_of(argument_map: ArgumentMap) -> str:
    values = argument_map.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return _HEAD + yaml.dump(
        values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=160, default_flow_style=None
    )
