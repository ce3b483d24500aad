"""Words and names in any letters."""

from __future__ import annotations

from knowledge.names import find_names
from knowledge.sentence_analysis import read
from knowledge.topic import slug_of
from knowledge.typography import join_hyphens, tidy
from knowledge.unicode_text import folded, scripts, words_of


def test_words_and_names_are_read_in_any_letters() -> None:
    assert [word.text for word in read("Ünal's café in Łódź sold naïve art").words] == [
        "Ünal's",
        "café",
        "in",
        "Łódź",
        "sold",
        "naïve",
        "art",
    ]
    assert [name.text for name in find_names("goods from Łódź and Ürümqi")] == ["Łódź", "Ürümqi"]
    assert find_names("Łódź")[0].same(find_names("Lodz")[0])
    assert words_of("Où est l’été?") == ["Où", "est", "l", "été"]
    assert folded("ŁÓDŹ") == "lodz"
    assert scripts("аb 関税カナ 25") == {"CYRILLIC", "LATIN", "CJK"}
    assert join_hyphens("der Über-\nřad") == "der Überřad"
    assert slug_of("Łódź am Fluß") == "łódź-am-fluß"


def test_the_number_of_a_note_runs_no_sentences_together() -> None:
    assert tidy("It came to an end.12 Next he left. He said so.”3 Then rain.") == (
        "It came to an end. Next he left. He said so.” Then rain."
    )
    for kept in ("in No.10 Downing Street", "see p.12 The rest", "at vol.2 The rest", "version 2.12 Next"):
        assert tidy(kept) == kept
