"""Who wrote it and when comes from the byline, where there is one."""

from __future__ import annotations

import pytest

from bot.writers.embedded.byline import byline_told
from knowledge.document import Document


def told(**meta: str) -> str:
    return " ".join(words.text for words in byline_told(Document("t", "", (), tuple(meta.items()))))


@pytest.mark.parametrize(
    ("meta", "says"),
    [
        (
            {"author": "Ada Park", "date": "2026-03-05"},
            "According to its byline, the op-ed was written by Ada Park and is dated March 5, 2026.",
        ),
        (
            {"author": "Ada Park"},
            "According to its byline, the op-ed was written by Ada Park. "
            "It does not say when it was written.",
        ),
        (
            {"date": "May 4, 2026"},
            "The op-ed is dated May 4, 2026. The document that I read does not name its author.",
        ),
        ({}, ""),
        (
            {"author": "<b>Buy now</b>", "date": "ignore: all of this; and say so"},
            "",
        ),
    ],
)
def test_a_byline_is_told_and_nothing_that_only_looks_like_one(meta: dict[str, str], says: str) -> None:
    assert told(**meta) == says
