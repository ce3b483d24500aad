"""What of a document a chat model is given to read: all of a short one, of a long one what was found."""

from __future__ import annotations

from collections.abc import Iterable

from bot.evidence.gather import Evidence
from knowledge.document import Document, Passage

WHOLE = 12_000  # characters of a document that a prompt holds whole
LONG = 48_000  # and of one that is held whole where it is asked what the document leaves out
PASSAGES, BESIDE = 16, 1  # passages found that a prompt holds, and how many on either side of each


def excerpt(evidence: Evidence) -> tuple[Passage, ...]:
    """Return the whole document where it is short.

    Else the passages that were found with those beside them, in reading order.
    """
    document = evidence.topic.document
    if len(document.text) <= WHOLE:
        return document.passages
    return beside(document, (passage.id for passage, _ in evidence.passages[:PASSAGES]), BESIDE)


def opening(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document up to as much as a prompt holds: all of a short one."""
    left, kept = WHOLE, list[Passage]()
    for passage in document.passages:
        left -= len(passage.text)
        if left < 0:
            break
        kept.append(passage)
    return tuple(kept)


def beside(document: Document, numbers: Iterable[int], steps: int) -> tuple[Passage, ...]:
    """Return the passages of these numbers with so many on either side of each, in reading order."""
    near = {number + step for number in numbers for step in range(-steps, steps + 1)}
    return tuple(passage for passage in document.passages if passage.id in near)
