from __future__ import annotations

from bot.judge.support import support
from bot.judge.words import words_of


def test_a_country_its_people_and_its_capital_are_one_word() -> None:
    assert {term.stem for term in words_of("the United States").terms} == {
        term.stem for term in words_of("U.S.").terms
    }
    assert words_of("Seoul").stems == words_of("Korean").stems


def test_a_capital_that_only_opens_the_sentence_makes_no_name() -> None:
    names = [term.text for term in words_of("Harbors near Velden were dredged.").terms if term.name]
    assert names == ["Velden"]


def test_a_text_without_content_is_compared_by_all_its_words() -> None:
    assert [term.text for term in words_of("It was").terms] == ["It", "was"]


def test_numbers_in_words_are_numbers() -> None:
    assert words_of("two wars in 10 years, 1,200 dead").numbers == {2, 10, 1200}


def test_coverage_grows_with_the_passages_that_add_most() -> None:
    told = support(
        "The harbor was dredged and the ferry closed.",
        ("Nothing happened.", "The ferry closed.", "They dredged the harbor in the bay."),
    )
    assert told.context[:2] == (1, 2)
    shares = [told.features[f"covered by {many}"] for many in ("one", "two", "three", "all")]
    assert shares == [0.5, 1.0, 1.0, 1.0]


def test_words_without_end_change_no_verdict() -> None:
    claim, passage = "Tariffs push Seoul toward Beijing.", "The levies drive South Korea toward China."
    before = support(claim, (passage,))
    for n in range(1100):  # more texts than are remembered
        words_of(f"harbor {n}")
    again = support(claim, (passage,))
    assert (before.features, before.context) == (again.features, again.context)
