from __future__ import annotations

from bot.writers.embedded.speech_length import cut_to_sentences, cut_to_words, leans, words_in
from knowledge.prepared_sentence import PreparedSentence

SPEECH = tuple(
    PreparedSentence.model_validate(text)
    for text in (
        "reasoning: A toll is paid by those who drive.",
        "The toll of nine dollars, the op-ed says, would empty the bridge at noon [1].",
        "It would also fill the ferries [2].",
        "reasoning: Empty bridges cost as much as full ones.",
        "Bus riders, the op-ed adds, would arrive eleven minutes sooner [3].",
        "Set the toll, and let the buses run [4].",
        "reasoning: Nobody misses a jam.",
    )
)


def test_a_cut_speech_keeps_its_opening_its_call_and_its_last_words() -> None:
    cut = cut_to_words(SPEECH, (20, 26))
    assert cut[0] == SPEECH[0]
    assert cut[-2:] == SPEECH[-2:]
    assert words_in(cut) < words_in(SPEECH)


def test_a_speech_that_is_short_enough_is_not_cut() -> None:
    assert cut_to_words(SPEECH, (10, 100)) == SPEECH


def test_no_sentence_is_left_that_leans_on_one_that_was_cut() -> None:
    for words in range(15, 60, 5):
        cut = cut_to_words(SPEECH, (words, words + 5))
        assert SPEECH[2] not in cut or SPEECH[1] in cut


def test_two_sentences_of_a_speech_are_its_first_and_what_it_asks_for() -> None:
    assert cut_to_sentences(SPEECH, 2) == (SPEECH[0], SPEECH[5])
    assert cut_to_sentences(SPEECH, 1) == (SPEECH[1],)


def test_what_counts_points_off_is_not_cut() -> None:
    counted = tuple(
        PreparedSentence.model_validate(f"reasoning: {text}")
        for text in (
            "Two things matter.",
            "First, the price.",
            "Rain is wet.",
            "Second, the time.",
            "That is all.",
        )
    )
    assert cut_to_words(counted, (1, 9)) == (counted[0], counted[1], counted[3], counted[4])


def test_a_sentence_leans_that_opens_with_a_joining_word_or_points_back() -> None:
    assert leans("Yet nobody came.")
    assert leans("For years it has kept its word.")
    assert leans("The bridge is no bargain, either.")
    assert not leans("Lisbon kept its word.")
    assert not leans("The op-ed says that it rained.")
