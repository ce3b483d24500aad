"""The tags of a topic: a few words by which its owner finds it among many."""

from __future__ import annotations

import json
import re
from pathlib import Path

from knowledge import KnowledgeError
from knowledge.atomic_write import write_whole
from knowledge.topic import folder_of, topic_slugs, unknown_topic

FILE = "tags.json"
MOST, LONGEST = 12, 40  # tags of a topic, and characters of a tag


def tags_of(slug: str, home: Path) -> tuple[str, ...]:
    """Return a topic's tags; none where it has none."""
    try:
        stored = json.loads((folder_of(slug, home) / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(tag for tag in stored if isinstance(tag, str)) if isinstance(stored, list) else ()


def set_tags(slug: str, tags: str, home: Path) -> tuple[str, ...]:
    """Give a topic the tags in `tags`, separated by commas, instead of those that it had.

    Raises KnowledgeError where there is no such topic, or there are too many.
    """
    if slug not in topic_slugs(home):
        raise unknown_topic(slug, home)
    chosen = tuple(
        dict.fromkeys(" ".join(re.sub(r"[^\w\s.&'-]", "", tag).split()).lower() for tag in tags.split(","))
    )
    chosen = tuple(tag for tag in chosen if tag)
    if len(chosen) > MOST or any(len(tag) > LONGEST for tag in chosen):
        raise KnowledgeError(
            f"a topic has up to {MOST} tags of up to {LONGEST} characters: give fewer or shorter ones"
        )
    folder = folder_of(slug, home)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, json.dumps(chosen, ensure_ascii=False))
    except OSError as exc:
        raise KnowledgeError(
            f"cannot write {folder / FILE}: {exc.strerror or exc}; "
            "set DEBATE_HOME to a folder you can write to"
        ) from exc
    return chosen
