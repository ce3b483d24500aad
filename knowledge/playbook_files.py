"""The texts of the files that a playbook is written in."""

from __future__ import annotations

from pathlib import Path

from knowledge import KnowledgeError

NamedTexts = tuple[tuple[str, str], ...]  # names of files, and their texts


def texts_in(folder: Path) -> NamedTexts:
    """Return the texts of the YAML files in a folder, by name and in the order of their names."""
    found = sorted(folder.glob("*.yaml"))
    if not found:
        raise KnowledgeError(f"there is no file in {folder}; put at least one there, called *.yaml")
    return tuple((f"{folder.name}/{path.name}", text_of(path)) for path in found)


def text_of(path: Path) -> str:
    """Return the text of a file. Raises KnowledgeError where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except OSError as exc:
        raise KnowledgeError(f"cannot read {path}: {exc.strerror}") from exc
