"""What a sentence does in an opinion piece, read with its neighbours and the title."""

from __future__ import annotations

from collections.abc import Sequence

ROLES = (
    "furniture",
    "reports",
    "recommends",
    "rebuts",
    "concedes",
    "predicts",
    "evidence",
    "judges",
    "explains",
    "tells",
)


def in_context(sentences: Sequence[str], title: str) -> list[tuple[str, str]]:
    """Return each sentence with what it is read beside: the title, the sentence before and the one after."""
    around = ["", *sentences, ""]
    return [(sentence, f"{title} | {around[n]} | {around[n + 2]}") for n, sentence in enumerate(sentences)]
