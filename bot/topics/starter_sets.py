"""The starter evaluation sets of an added topic: generated with it, and pruned as its claims go."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from knowledge.topic import Topic, folder_of, shipped_slugs

if TYPE_CHECKING:
    from pathlib import Path

GENERATING = "evals.generate_sets"  # by name: this package does not import the evaluations


def generate_starter_sets(topic: Topic, home: Path) -> int:
    """Write the starter evaluation sets of an added topic, as long as nobody has written some.

    Return how many cases are new.
    """
    if topic.slug in shipped_slugs():
        return 0
    generating: Any = import_module(GENERATING)
    counts: dict[str, int] = generating.generate_sets(topic, folder_of(topic.slug, home) / "sets")
    return sum(counts.values())


def prune_starter_sets(topic: Topic, home: Path) -> list[str]:
    """Take the claims that are gone out of the generated cases; return what is wrong with people's own."""
    folder = folder_of(topic.slug, home) / "sets"
    if not folder.is_dir():
        return []
    generating: Any = import_module(GENERATING)
    faults: list[str] = generating.prune_sets(topic, folder)
    return faults
