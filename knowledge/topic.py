"""Topics: a slug, the document, its argument map.

Shipped ones are folders here, added ones live under the data folder.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge import KnowledgeError, UnknownTopic, versions
from knowledge.alignment import SAME_DOCUMENT, Alignment, align
from knowledge.argument_map import ArgumentMap, check_against, load_argument_map
from knowledge.atomic_write import write_whole
from knowledge.document import Document
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.playbook import Playbook, load_playbook
from knowledge.playbook_alignment import align_playbook
from knowledge.similarity import SAME_TEXT, likeness
from knowledge.slugs import check_slug, is_slug, numbers_of, slugged
from knowledge.versions import StoredDocument, Version

BRIEF = "brief"  # the source of a topic whose document is as it ships
PLAYBOOK = "playbook"


@dataclass(frozen=True)
class Topic:
    """One op-ed with all that belongs to it.

    `source` says where its document came from; `prepared` are the words prepared for one that was added.
    """

    slug: str
    document: Document
    argument_map: ArgumentMap | None
    source: str
    prepared: Playbook | None = field(default=None, hash=False)  # it has a table in it

    @property
    def title(self) -> str:
        """Return what a reader knows it by."""
        return self.argument_map.title if self.argument_map else self.document.title

    @cached_property
    def playbook(self) -> Playbook | None:
        """The words prepared for it, fitted to its document; None where there are none."""
        if self.slug not in shipped_slugs():
            return self.prepared
        folder = _shipped_folder(self.slug) / PLAYBOOK
        if self.source == BRIEF:
            return load_playbook(folder, self.document)
        brief = shipped_topic(self.slug).document
        return align_playbook(load_playbook(folder, brief), brief, self.document, SentenceEncoder())

    @property
    def thesis(self) -> str:
        """Return what the op-ed recommends in its own words; its title where none is known."""
        recommended = self.argument_map.recommendations if self.argument_map else ()
        sentences = (f"{claim.says[:1].upper()}{claim.says[1:]}." for claim in recommended)
        return " ".join(sentences) or self.title


@dataclass(frozen=True)
class Added:
    """A topic with another document.

    `alignment` is that of the map that it had, if there was one; `changed` says whether anything changes;
    `over` is the name of the version that it comes after, if there is one, and `before` that version's file;
    `beside` is the topic of another op-ed that has the name of its file already.
    """

    topic: Topic
    alignment: Alignment | None
    changed: bool
    over: str | None = None
    beside: Topic | None = None
    before: str = ""


class _Shipped(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    document: StoredDocument
    argument_map: ArgumentMap


@cache
def shipped_slugs() -> tuple[str, ...]:
    """Return the topics that ship with the program."""
    return tuple(
        sorted(
            entry.name
            for entry in files("knowledge").iterdir()
            if entry.is_dir() and (entry / "arguments.yaml").is_file()
        )
    )


def topic_slugs(home: Path) -> tuple[str, ...]:
    """Return all topics that can be talked about, shipped ones first."""
    names: list[str] = []
    with suppress(FileNotFoundError):
        names = [entry.name for entry in os.scandir(home / "topics")]
    added = sorted(name for name in names if is_slug(name) and is_added(name, home))
    return tuple(dict.fromkeys([*shipped_slugs(), *added]))


def is_added(slug: str, home: Path) -> bool:
    """Return whether a topic of that slug was added."""
    return os.path.exists(f"{home}/topics/{slug}/{versions.CURRENT}")  # noqa: PTH110  # a third of the time


def folder_of(slug: str, home: Path) -> Path:
    """Return where a topic's versions and sets lie."""
    return home / "topics" / slug


def version_of(slug: str, home: Path) -> int:
    """Return a number that changes whenever the topic's current document or map does."""
    return versions.state(folder_of(slug, home))


def changed_on(slug: str, home: Path) -> str:
    """Return when the document or map was last written, in ISO 8601; "" for a topic that is as it ships."""
    stamp = versions.written(folder_of(slug, home))
    return datetime.fromtimestamp(stamp, UTC).isoformat(timespec="seconds") if stamp else ""


def load_topic(slug: str, home: Path) -> Topic:
    """Return the topic of that slug with its current document; a KnowledgeError names those there are."""
    folder = folder_of(slug, home)
    name = versions.current(folder) if is_slug(slug) else None
    if name:
        return _topic(slug, versions.read_version(folder, name))
    if slug in shipped_slugs():
        return _shipped(slug, home)
    raise unknown_topic(slug, home)


def unknown_topic(slug: str, home: Path) -> UnknownTopic:
    """Return the error that there is no such topic, and which there are."""
    there = topic_slugs(home)
    more = f" and {len(there) - 10} more" if len(there) > 10 else ""
    return UnknownTopic(slug, f"{', '.join(there[:10])}{more}")


def load_earlier(slug: str, sha256: str, home: Path) -> Topic | None:
    """Return the topic as it was with that document, which an old reply cites; None where it is not kept."""
    version = versions.find_version(folder_of(slug, home), sha256)
    if version:
        return _topic(slug, version)
    if slug in shipped_slugs():
        shipped = _shipped(slug, home)
        return (
            shipped if len(sha256) >= versions.HASH and shipped.document.sha256.startswith(sha256) else None
        )
    return None


def _topic(slug: str, version: Version) -> Topic:
    return Topic(slug, version.document, version.argument_map, version.source, version.playbook)


def _shipped(slug: str, home: Path) -> Topic:
    """Return a topic as it ships, from what was kept when these files were last read.

    Checking them again takes a tenth of a short run.
    """
    kept = home / "shipped" / f"{slug}-{_made_of(_shipped_folder(slug))[:16]}.json"
    with suppress(OSError, ValueError):
        stored = _Shipped.model_validate_json(kept.read_bytes())
        return Topic(slug, stored.document.split(), stored.argument_map, stored.document.source)
    topic = shipped_topic(slug)
    assert topic.argument_map is not None
    with suppress(OSError):  # a folder that cannot be written to is the index's to report
        kept.parent.mkdir(parents=True, exist_ok=True)
        stored = _Shipped(
            document=StoredDocument.of(topic.document, topic.source), argument_map=topic.argument_map
        )
        write_whole(kept, stored.model_dump_json(by_alias=True))
    return topic


def shipped_topic(slug: str) -> Topic:
    """Return a topic as it ships: the brief and its map, checked against each other."""
    folder = _shipped_folder(slug)
    return _checked_topic(folder, _made_of(folder))


def _shipped_folder(slug: str) -> Path:
    return Path(str(files("knowledge") / slug))


def _made_of(folder: Path) -> str:
    """Return what the files of a topic that ships are known by."""
    return hashlib.sha256(
        b"".join((folder / name).read_bytes() for name in ("brief.md", "arguments.yaml"))
    ).hexdigest()


@lru_cache(
    maxsize=8
)  # each document that is added is compared with it, and reading it takes tenths of a second
def _checked_topic(folder: Path, made_of: str) -> Topic:
    from knowledge.loaders import load_document  # with its readers needed only where a file is read

    document = load_document(folder / "brief.md")
    argument_map = load_argument_map(folder / "arguments.yaml")
    check_against(argument_map, document)
    return Topic(folder.name, document, argument_map, BRIEF)


def add_document(path: Path, home: Path, slug: str | None = None, title: str = "") -> Added:
    """Make the file at `path` the current document of a topic (see `placed`).

    The switch is one rename, earlier versions are kept.
    """
    from knowledge.loaders import load_document

    added = placed(load_document(path, title), path.name, home, slug)
    keep(added.topic, home, added.over)
    return added


def placed(document: Document, source: str, home: Path, slug: str | None = None) -> Added:
    """Return the topic that a document makes, not yet written.

    Without a slug, the shipped topic whose map fits the text is taken, else the topic named after `source`,
    the file that it came from, or after the headline where that is a page's address, that has a version of
    the same op-ed, else a new one of that name, numbered where another op-ed has it. The map that the topic
    has is fitted to the new text. Adding a document that is current already changes nothing. Raises
    KnowledgeError where the slug is that of another op-ed.
    """
    if slug is not None:
        check_slug(slug)
    alignment = None
    for candidate in [slug] if slug in shipped_slugs() else [] if slug else shipped_slugs():
        fitted = _fitted(shipped_topic(candidate), document)
        if fitted and fitted.score >= SAME_DOCUMENT:
            slug, alignment = candidate, fitted
        elif slug and fitted:
            raise KnowledgeError(
                f"{source} is not the op-ed of {slug}: its claims match with a score of "
                f"{fitted.score:.2f}, but {SAME_DOCUMENT} is needed; give another --topic"
            )
    beside = None
    if slug is None:
        slug, beside = _named_after(source, document, home)
    folder = folder_of(slug, home)
    name = versions.current(folder)
    before = _topic(slug, versions.read_version(folder, name)) if name else None
    if before and alignment is None and likeness(before.document, document) < SAME_TEXT:
        fix = f"give {source} a topic of its own, or make room with: debate topics rename {slug} NEW"
        raise KnowledgeError(f"{slug} is a different op-ed, “{before.title}”, and keeps its text: {fix}")
    if (
        before
        and before.document == document
        and (alignment is None or before.argument_map == alignment.argument_map)
    ):
        return Added(before, alignment, changed=False, over=name, beside=beside)
    if alignment is None and before:
        alignment = _fitted(before, document)
    topic = Topic(
        slug,
        document,
        alignment.argument_map if alignment and alignment.score >= SAME_DOCUMENT else None,
        source,
        _fitted_playbook(before, document) if before else None,
    )
    return Added(topic, alignment, True, name, beside, before.source if before else "")


def _named_after(source: str, document: Document, home: Path) -> tuple[str, Topic | None]:
    """Return the slug that a file's name or a page's headline gives, and another topic of that name."""
    slug = slug_of(document.title if "://" in source else Path(source).stem)
    there, free = numbers_of(slug, frozenset(topic_slugs(home)))
    topics = []
    for candidate in there:
        try:
            topics.append(load_topic(candidate, home))
        except KnowledgeError:  # what cannot be read is nobody's to replace unasked
            continue
        if likeness(topics[-1].document, document) >= SAME_TEXT:
            return candidate, None
    return free, topics[0] if topics else None


def _fitted(topic: Topic, document: Document) -> Alignment | None:
    """Return a topic's map fitted to another text."""
    return (
        align(topic.argument_map, topic.document, document, SentenceEncoder())
        if topic.argument_map and topic.argument_map.claims
        else None
    )


def _fitted_playbook(before: Topic, document: Document) -> Playbook | None:
    """Return what was prepared for a topic, as far as it rests on what another text still says."""
    if before.prepared is None:
        return None
    return align_playbook(before.prepared, before.document, document, SentenceEncoder())


def keep(topic: Topic, home: Path, over: str | None = None) -> bool:
    """Write the topic as its current version, after the version `over`; False when it is that already."""
    return versions.write_version(
        folder_of(topic.slug, home),
        Version(topic.document, topic.argument_map, topic.source, topic.prepared),
        over,
    )


def keep_map(topic: Topic, argument_map: ArgumentMap, home: Path) -> Topic:
    """Return the topic with another argument map, written into its current version."""
    mapped = replace(topic, argument_map=argument_map)
    if versions.current(folder_of(topic.slug, home)) is None:
        keep(mapped, home)
    else:
        versions.write_map(folder_of(topic.slug, home), argument_map)
    return mapped


def keep_playbook(topic: Topic, playbook: Playbook, home: Path) -> Topic:
    """Return the topic with other words prepared for it, written into its current version.

    Raises KnowledgeError, and writes nothing, where they could not be read again.
    """
    versions.write_playbook(folder_of(topic.slug, home), playbook, topic.document)
    return replace(topic, prepared=playbook)


def slug_of(name: str) -> str:
    """Return the slug of a topic called `name`.

    Raises KnowledgeError where that has no letter, or is that of a topic that ships.
    """
    if not (slug := slugged(name)):
        raise KnowledgeError(f"no topic name can be made from {name!r}: add --topic NAME")
    if slug in shipped_slugs():
        raise KnowledgeError(f"{slug} is a topic that ships with the program: add --topic with another name")
    return slug
