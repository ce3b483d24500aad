"""One at a time reads a topic, changes it and writes it: a reviewer, or a model that prepares it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from knowledge import versions
from knowledge.topic import folder_of


def changing(slug: str, home: Path) -> AbstractContextManager[None]:
    """Return what is held while a topic is changed (see `versions.changing`)."""
    return versions.changing(folder_of(slug, home))
