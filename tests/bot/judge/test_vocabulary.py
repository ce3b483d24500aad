"""What is kept of the words that anybody sends.

Each word one number, whoever asks first, and no more than fits.
"""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bot.judge import judge
from bot.judge.token_table import token_table
from bot.judge.vocabulary import MOST_WORDS, Vocabulary, vocabulary


def _invented(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfghklmnprstvz") + chance.choice("aeiou") for _ in range(5))


def test_threads_that_meet_new_words_at_once_number_each_once() -> None:
    chance = random.Random(1)
    words = list(dict.fromkeys(_invented(chance) for _ in range(3000)))
    shared = Vocabulary(token_table())

    def number(seed: int) -> dict[str, int]:
        order = words[:]
        random.Random(seed).shuffle(order)
        return {word: shared.id(word) for word in order}

    with ThreadPoolExecutor(8) as threads:
        by_thread = list(threads.map(number, range(8)))
    assert all(one == by_thread[0] for one in by_thread)
    assert sorted(by_thread[0].values()) == list(range(len(words)))
    alone = Vocabulary(token_table())
    for word in words:
        mine, its = shared.id(word), alone.id(word)
        assert np.array_equal(shared.vectors[mine], alone.vectors[its])


def test_words_without_end_are_forgotten_and_the_verdicts_stay() -> None:
    claim, passage = (
        "Tariffs push Seoul toward Beijing.",
        "The levies drive South Korea into the arms of China.",
    )
    before = judge(claim, (passage,))
    first = vocabulary()
    chance = random.Random(2)
    for _ in range(MOST_WORDS // 500 + 2):
        judge(" ".join(_invented(chance) for _ in range(500)), (passage,))
    assert vocabulary() is not first
    assert len(vocabulary().weights) <= 2 * MOST_WORDS
    assert not vocabulary().full
    assert judge(claim, (passage,)) == before
