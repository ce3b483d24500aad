"""Topics: a slug, the document, its argument map. Shipped ones are folders here, added ones live under the data folder."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge import KnowledgeError
from knowledge.alignment import SAME_DOCUMENT, Alignment, align
from knowledge.argument_map import ArgumentMap, check_against, load_argument_map
from knowledge.document import Document, Paragraph, SourceText, split
from knowledge.whole_file import write_whole

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")


@dataclass(frozen=True)
class Topic:
    """One op-ed with all that belongs to it. `source` says where its document came from."""

    slug: str
    document: Document
    argument_map: ArgumentMap | None
    source: str

    @property
    def title(self) -> str:
        """What a reader knows it by."""
        return self.argument_map.title if self.argument_map else self.document.title


@dataclass(frozen=True)
class Added:
    """What `add_document` did: the topic, the alignment of a shipped map if there was one, and whether anything changed."""

    topic: Topic
    alignment: Alignment | None
    changed: bool


class _Version(BaseModel):
    """A topic's document as it is kept under the data folder; `paragraphs` are start, end and section."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    title: str
    source: str
    text: str
    paragraphs: tuple[tuple[int, int, str], ...]
    argument_map: ArgumentMap | None


def shipped_slugs() -> tuple[str, ...]:
    """The topics that ship with the program."""
    return tuple(sorted(entry.name for entry in files("knowledge").iterdir() if entry.is_dir() and (entry / "arguments.yaml").is_file()))


def topic_slugs(home: Path) -> tuple[str, ...]:
    """All topics that can be talked about, shipped ones first."""
    added = sorted(path.parent.name for path in (home / "topics").glob("*/current.json"))
    return tuple(dict.fromkeys([*shipped_slugs(), *added]))


def version_of(slug: str, home: Path) -> int:
    """A number that changes whenever the topic's current document does."""
    try:
        return (home / "topics" / slug / "current.json").stat().st_mtime_ns
    except OSError:
        return 0


def load_topic(slug: str, home: Path) -> Topic:
    """The topic of that slug with its current document. KnowledgeError names the topics there are."""
    if slug not in topic_slugs(home):
        raise KnowledgeError(f"no topic {slug!r}; there are: {', '.join(topic_slugs(home))}")
    current = home / "topics" / slug / "current.json"
    return _stored(slug, current) if current.exists() else _shipped(slug, home)


def _shipped(slug: str, home: Path) -> Topic:
    """A topic as it ships, from what was kept when these files were last read: checking them anew takes a tenth of a short run."""
    folder = Path(str(files("knowledge") / slug))
    made_of = hashlib.sha256(b"".join((folder / name).read_bytes() for name in ("brief.md", "arguments.yaml"))).hexdigest()
    kept = home / "topics" / slug / f"shipped-{made_of[:16]}.json"
    with suppress(OSError, ValueError):
        return _topic(slug, _Version.model_validate_json(kept.read_bytes()))
    topic = shipped_topic(slug)
    with suppress(OSError):  # a folder that cannot be written to is the index's to report
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept, _version(topic).model_dump_json(by_alias=True))
    return topic


def shipped_topic(slug: str) -> Topic:
    """A topic as it ships: the brief and its map, checked against each other."""
    folder = Path(str(files("knowledge") / slug))
    from knowledge.loaders import load_document  # with its Markdown reader needed only where a file is read

    document = load_document(folder / "brief.md")
    argument_map = load_argument_map(folder / "arguments.yaml")
    check_against(argument_map, document)
    return Topic(slug, document, argument_map, "brief")


def add_document(path: Path, home: Path, slug: str | None = None, title: str = "") -> Added:
    """Make the file at `path` the current document of a topic; the switch is one rename, versions are kept.

    Without a slug, the shipped topic whose map fits the text is taken, else a new one named after the file. Adding a
    document that is current already changes nothing.
    """
    if slug is not None and not _SLUG.match(slug):
        raise KnowledgeError(f"{slug!r} cannot name a topic: use small letters, digits and single hyphens, as in us-korea-alliance")
    from knowledge.loaders import load_document

    document = load_document(path, title)
    alignment = None
    for candidate in [slug] if slug else shipped_slugs():
        if candidate in shipped_slugs():
            topic = shipped_topic(candidate)
            assert topic.argument_map is not None
            fitted = align(topic.argument_map, topic.document, document)
            if fitted.score >= SAME_DOCUMENT:
                slug, alignment = candidate, fitted
            elif slug:
                raise KnowledgeError(
                    f"{path.name} is not the op-ed of {slug}: its claims fit at {fitted.score:.2f}, {SAME_DOCUMENT} is needed; give another --topic"
                )
    slug = slug or _slug_of(path)
    topic = Topic(slug, document, alignment.argument_map if alignment else None, path.name)
    return Added(topic, alignment, _store(topic, home))


def keep_map(topic: Topic, argument_map: ArgumentMap, home: Path) -> Topic:
    """The topic with another argument map, written as its current version."""
    mapped = replace(topic, argument_map=argument_map)
    _store(mapped, home)
    return mapped


def _slug_of(path: Path) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if not slug:
        raise KnowledgeError(f"{path.name} gives no name for a topic: add --topic NAME")
    if slug in shipped_slugs():
        raise KnowledgeError(f"{slug} is a topic that ships with the program: add --topic with another name")
    return slug


def _store(topic: Topic, home: Path) -> bool:
    """Write the version and switch to it; False when it is the current one already."""
    folder = home / "topics" / topic.slug
    current = folder / "current.json"
    text = _version(topic).model_dump_json(by_alias=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    try:
        if current.exists() and current.read_text("utf-8") == text:
            return False
        (folder / "versions").mkdir(parents=True, exist_ok=True)
        write_whole(folder / "versions" / f"{stamp}-{topic.document.sha256[:12]}.json", text)
        write_whole(current, text)
    except OSError as exc:
        raise KnowledgeError(f"cannot write the topic in {folder}: {exc.strerror or exc}; set DEBATE_HOME to a folder you can write to") from exc
    return True


def _version(topic: Topic) -> _Version:
    document = topic.document
    return _Version(
        document=document.sha256,
        title=document.title,
        source=topic.source,
        text=document.text,
        paragraphs=tuple((one.start, one.end, one.section) for one in document.paragraphs),
        argument_map=topic.argument_map,
    )


def _stored(slug: str, current: Path) -> Topic:
    try:
        version = _Version.model_validate_json(current.read_bytes())
    except (OSError, ValueError) as exc:
        raise KnowledgeError(f"{current} is damaged; index the document again with: debate index FILE --topic {slug}") from exc
    return _topic(slug, version)


def _topic(slug: str, version: _Version) -> Topic:
    paragraphs = tuple(Paragraph(start, end, section) for start, end, section in version.paragraphs)
    return Topic(slug, split(SourceText(version.text, paragraphs, version.title)), version.argument_map, version.source)
