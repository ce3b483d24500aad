"""How much of a sentence's content a passage carries, each word weighed by its rarity in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import regex

from knowledge.document import Document
from knowledge.rounding import rarity, settled
from knowledge.sentence_analysis import Reading, Word, read
from knowledge.unicode_text import WORD, folded

_FORM = regex.compile(rf"{WORD}(?:-{WORD})*")


class DocumentIndex:
    """A document's passages, read, with how telling each word is in it."""

    def __init__(self, document: Document) -> None:
        self.readings = tuple(read(passage.text) for passage in document.passages)
        self.forms = frozenset(
            folded(form)
            for passage in document.passages
            for word in _FORM.findall(passage.text)
            for form in (word, *word.split("-"))
        )
        self._certain = Counter(
            key for reading in self.readings for key in {name.key for name in reading.names if name.certain}
        )
        self.names = frozenset(self._certain)
        self._places: dict[str, list[int]] = {}
        for place, reading in enumerate(self.readings):
            for key in reading.keys:
                self._places.setdefault(key, []).append(place)

    def names_in(self, share: float) -> frozenset[str]:
        """Return the names that at least this share of the passages have."""
        least = share * len(self.readings)
        return frozenset(key for key, count in self._certain.items() if count >= least)

    def weight(self, word: Word) -> float:
        """Return the rarity of the word among passages; highest for a word it lacks."""
        return rarity(len(self.readings), self.passages_with(word))

    def passages_with(self, word: Word) -> int:
        """Return how many passages have the word, or one that stands for it."""
        return max((len(self._places.get(key, ())) for key in word.same), default=0)

    def has(self, word: Word) -> bool:
        """Return whether any passage has the word, or one that stands for it."""
        return any(key in self._places for key in word.same)

    def coverages(self, words: Iterable[Word]) -> list[float]:
        """Return the `coverage` of the words by each passage alone."""
        total, got = 0.0, [0.0] * len(self.readings)
        for word in words:
            weight = self.weight(word)
            total += weight
            for place in {place for key in word.same for place in self._places.get(key, ())}:
                got[place] += weight
        return [settled(share / total) if total else 1.0 for share in got]


@lru_cache(maxsize=16)
def index_of(document: Document) -> DocumentIndex:
    """Return the index of a document, made once."""
    return DocumentIndex(document)


def carried(word: Word, readings: Iterable[Reading]) -> bool:
    """Return whether one of the readings has the word or one that stands for it."""
    return any(not word.same.isdisjoint(reading.keys) for reading in readings)


def coverage(words: Iterable[Word], readings: tuple[Reading, ...], index: DocumentIndex) -> float:
    """Return the share of the words' weight that the readings carry, 0 to 1; 1 where there is no word."""
    total = got = 0.0
    for word in words:
        weight = index.weight(word)
        total += weight
        if carried(word, readings):
            got += weight
    return settled(got / total) if total else 1.0
