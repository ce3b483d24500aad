"""Key phrases of a text."""

from __future__ import annotations

from knowledge.document import Document, split
from knowledge.loaders.plain import from_text
from knowledge.mining.keyphrases import keyphrases
from tests.knowledge.mining.oped import OPED


def document(text: str) -> Document:
    return split(from_text(text))


def test_keyphrases_come_back_in_the_text_and_names_keep_their_capitals() -> None:
    found = keyphrases(document(OPED))
    assert "the fee" in found
    assert "Santa Claus" in keyphrases(
        document("There is a Santa Claus. Is Santa Claus real? Ask Santa Claus.")
    )
