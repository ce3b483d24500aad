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
    assert "the harbor fee" in found
    assert "Santa Claus" in keyphrases(
        document("There is a Santa Claus. Is Santa Claus real? Ask Santa Claus.")
    )


def test_a_single_thing_has_its_article_whichever_stands_in_the_text() -> None:
    found = keyphrases(
        document("Take her tram away? Nobody rides a tram for fun. The tram runs on salt. Salt is dear.")
    )
    assert "the tram" in found
    assert "tram" not in found


def test_what_comes_back_as_a_whole_is_not_named_by_its_last_word() -> None:
    found = keyphrases(document("The school library is shut. Keep the school library. A library is a home."))
    assert "the school library" in found
