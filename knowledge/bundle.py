"""Topics as they are moved: renamed, removed, and as one file that another machine takes in."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from knowledge import KnowledgeError, versions
from knowledge.slugs import check_slug, is_slug
from knowledge.topic import folder_of, load_topic, shipped_slugs, topic_slugs, unknown_topic

ENDING = ".topic.zip"
LARGEST, MOST_FILES = 200 * 1024 * 1024, 2_000  # bytes unpacked, and files, in one that is taken in
_INSIDE = re.compile(
    r"(?:current|tags\.json|sets/[\w-]+\.jsonl"
    r"|versions/[\w.-]+/(?:document\.json|arguments\.yaml|playbook\.yaml|mined\.json|decisions\.json))"
)


def is_inside(path: str) -> bool:
    """Return whether a path, with slashes, is that of a file of a topic's folder."""
    return _INSIDE.fullmatch(path) is not None and ".." not in path


def rename_topic(slug: str, new: str, home: Path) -> None:
    """Give an added topic another slug.

    Raises KnowledgeError where it ships, is not there, or the new one is taken or not a slug.
    """
    folder = _added(slug, home)
    _check_free(new, home)
    try:
        folder.rename(folder_of(new, home))
    except OSError as exc:
        raise KnowledgeError(f"cannot rename {folder}: {exc.strerror or exc}") from exc


def remove_topic(slug: str, home: Path) -> None:
    """Remove what was added to a topic, all versions and sets; one that ships reads its brief again.

    Raises KnowledgeError where nothing was added.
    """
    folder = _added(slug, home)
    try:
        gone = Path(tempfile.mkdtemp(prefix=".gone-", dir=folder.parent))
        folder.rename(gone / slug)  # from here on it is not there, whatever happens to the rest
        shutil.rmtree(gone, ignore_errors=True)
    except OSError as exc:
        raise KnowledgeError(f"cannot remove {folder}: {exc.strerror or exc}") from exc


def export_topic(slug: str, home: Path, file: Path) -> None:
    """Write a topic with its versions and sets into one file.

    Raises KnowledgeError where there is none, or the file cannot be written.
    """
    topic = load_topic(slug, home)
    folder = folder_of(slug, home)
    if versions.current(folder) is None:
        raise KnowledgeError(
            f"{topic.slug} is unchanged since it shipped with the program: there is nothing to export"
        )
    try:
        scratch = file.with_name(f".{file.name}.part")
        with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                inside = path.relative_to(folder).as_posix()
                if path.is_file() and is_inside(inside):
                    archive.write(path, f"{slug}/{inside}")
        scratch.replace(file)
    except OSError as exc:
        raise KnowledgeError(f"cannot write {file}: {exc.strerror or exc}") from exc


def import_topic(file: Path, home: Path, slug: str | None = None) -> str:
    """Import a topic from such a file, under its own slug or another; return the slug.

    A KnowledgeError names what is wrong with the file.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            own, parts = _checked(archive, file)
            slug = slug or own
            _check_free(slug, home)
            topics = home / "topics"
            topics.mkdir(parents=True, exist_ok=True)
            scratch = Path(tempfile.mkdtemp(prefix=".new-", dir=topics))
            try:
                for part, inside in parts:
                    place = scratch / inside
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(archive.read(part))
                name = versions.current(scratch)
                if name is None or name not in versions.names(scratch):
                    raise KnowledgeError(f"{file.name} names no valid version: export the topic again")
                versions.read_version(scratch, name)
                scratch.chmod(0o755)
                scratch.rename(folder_of(slug, home))
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError) as exc:
        raise KnowledgeError(
            f"{file.name} is not an exported topic, or is damaged: make one with: debate topics export SLUG"
        ) from exc
    except OSError as exc:
        raise KnowledgeError(f"cannot import {file}: {exc.strerror or exc}") from exc
    return slug


def _checked(archive: zipfile.ZipFile, file: Path) -> tuple[str, list[tuple[zipfile.ZipInfo, str]]]:
    """Return the slug of the topic in an archive, and its parts with their places in a topic's folder.

    Nothing else is taken out of it.
    """
    parts = [part for part in archive.infolist() if not part.is_dir()]
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST:
        raise KnowledgeError(
            f"{file.name} unpacks to more than {LARGEST >> 20} MiB or {MOST_FILES} files, which no topic does"
        )
    roots = {PurePosixPath(part.filename).parts[0] for part in parts}
    inside = [(part, part.filename.partition("/")[2]) for part in parts]
    strange = next((part.filename for part, name in inside if not is_inside(name)), None)
    if len(roots) != 1 or strange or not is_slug(next(iter(roots))):
        raise KnowledgeError(
            f"{file.name} is not an exported topic: make one with: debate topics export SLUG"
        )
    return roots.pop(), inside


def _added(slug: str, home: Path) -> Path:
    folder = folder_of(slug, home)
    if slug not in topic_slugs(home):
        raise unknown_topic(slug, home)
    if versions.current(folder) is None:
        raise KnowledgeError(f"{slug} ships with the program and nothing was added to it")
    return folder


def _check_free(slug: str, home: Path) -> None:
    check_slug(slug)
    if slug in topic_slugs(home) or slug in shipped_slugs():
        raise KnowledgeError(f"there is already a topic {slug}: choose another name")
