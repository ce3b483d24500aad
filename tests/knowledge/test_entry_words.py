from __future__ import annotations

import numpy as np

from knowledge.entry_words import EntryWords

WORDINGS = [
    "which wars did they fight?",
    "what wars were fought",
    "does it name the war of 1950?",
    "the 1950 war",
]
WORDS = EntryWords.of(WORDINGS, np.array([0, 0, 1, 1]), 2)


def test_words_speak_for_the_entry_whose_wordings_have_them() -> None:
    assert WORDS.speak_for("and where did they fight?").argmax() == 0
    assert WORDS.speak_for("so not in 1950?").argmax() == 1


def test_a_word_counts_in_any_of_its_forms() -> None:
    first, second = WORDS.speak_for("Fighting!")
    assert first > second


def test_a_rare_word_counts_more_than_usual_ones() -> None:
    wordings = ["what does it say of the toll", "what does it say of the fare", "where is the pier"]
    words = EntryWords.of([*wordings, *["what does it say"] * 5], np.array([0, 0, 1, *[0] * 5]), 2)
    assert words.speak_for("does it say pier").argmax() == 1


def test_words_of_no_wording_speak_for_none() -> None:
    assert (WORDS.speak_for("weather") == 0).all()
    assert (WORDS.speak_for("") == 0).all()


def test_many_words_do_not_drown_the_others() -> None:
    once, often = WORDS.speak_for("fight"), WORDS.speak_for("fight " * 50)
    assert np.allclose(once, often)
