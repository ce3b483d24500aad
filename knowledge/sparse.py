"""BM25 as sparse vectors, for a Chroma server that can search by them.

The product of a text's and a question's is the score that `bm25s` gives.

Lucene's BM25 with the parameters of `bm25s` (Lù 2024); a word's dimension is its CRC, so that a question
needs no vocabulary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from zlib import crc32

K1, B = 1.5, 0.75
Sparse = dict[int, float]  # dimension to weight


def text_vectors(texts: Sequence[Sequence[str]]) -> Iterator[Sparse]:
    """Yield the vector of each text, given as its words."""
    holding = Counter(word for words in texts for word in set(words))
    usual = sum(map(len, texts)) / max(1, len(texts))
    rarity = {word: log(1 + (len(texts) - count + 0.5) / (count + 0.5)) for word, count in holding.items()}
    for words in texts:
        length = K1 * (1 - B + B * len(words) / usual)
        vector: Sparse = {}
        for word, count in Counter(words).items():
            place = _dimension(word)
            vector[place] = vector.get(place, 0.0) + rarity[word] * count / (count + length)
        yield dict(sorted(vector.items()))


def question_vector(words: Sequence[str]) -> Sparse:
    """Return the vector of a question: how often it says each word."""
    return dict(sorted((place, float(count)) for place, count in Counter(map(_dimension, words)).items()))


def product(first: Sparse, second: Sparse) -> float:
    """Return the score of a text for a question."""
    return sum(weight * second.get(place, 0.0) for place, weight in first.items())


def _dimension(word: str) -> int:
    return crc32(word.encode())
