"""Key phrases of a text."""

from __future__ import annotations

from knowledge.document import Document, split
from knowledge.loaders.plain import from_text
from knowledge.mining.keyphrases import keyphrases

OPED = """The harbor fee should go. It costs every boat $40 a day, according to the harbor office.

Critics say that the fee pays for dredging. They have a point: dredging cost $90,000 in 2023. Someone has to pay for it.
But the fee may drive away more boats than the dredging lets in.

Danny Meyer sold his boat last year because of the fee. Meyer now fishes elsewhere. I miss him.
The council should end the harbor fee by March 1. Don't wait for the winter.
"""


def document(text: str) -> Document:
    return split(from_text(text))


def test_keyphrases_come_back_in_the_text_and_names_keep_their_capitals() -> None:
    found = keyphrases(document(OPED))
    assert "the fee" in found
    assert "Santa Claus" in keyphrases(
        document("There is a Santa Claus. Is Santa Claus real? Ask Santa Claus.")
    )
