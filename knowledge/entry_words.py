"""Whose words a message uses: naive Bayes over the stems of the entries' wordings.

Words count by their rarity and no wording counts more than another, as in Rennie et al. (2003), "Tackling the
Poor Assumptions of Naive Bayes Text Classifiers". It tells apart what vectors of the whole message confuse:
"Which wars did they fight?" and "Does it mention the war of 1950?".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray

from knowledge.sentence_analysis import stem
from knowledge.unicode_text import straight

SMOOTHING = 0.1  # of a word's weight that every entry is taken to have; 0.05 and 0.2 ranked as well
Floats = NDArray[np.float64]
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}']+")


@dataclass(frozen=True)
class EntryWords:
    """The words of the wordings of some entries.

    `rarity` is that of each stem. Most entries have few of the stems: entry `entries[k]` has `amounts[k]` of
    a stem, for each k from `starts[stem]` up to `starts[stem + 1]`, and none of any other. `totals` is what
    an entry has of all of them, smoothed. Words in a row count as one, too, up to `longest` of them.
    """

    stems: tuple[str, ...]
    rarity: Floats
    starts: NDArray[np.int64]
    entries: NDArray[np.int64]
    amounts: Floats
    totals: Floats
    longest: int = 1

    @classmethod
    def of(
        cls, wordings: Sequence[str], entry_of: NDArray[np.int64], entries: int, longest: int = 1
    ) -> EntryWords:
        """Return those of wordings, each of the entry whose number stands in `entry_of`."""
        counted = [Counter(_stems(text, longest)) for text in wordings]
        holding = Counter(word for words in counted for word in words)
        stems = tuple(sorted(holding))
        having = np.array([holding[word] for word in stems], np.float64)
        rarity = 1 + np.log((1 + len(wordings)) / (1 + having))
        places = {word: place for place, word in enumerate(stems)}
        weights = np.zeros((entries, len(stems)), np.float32)
        for words, entry in zip(counted, entry_of, strict=True):
            found, weighed = _weighed(words, places, rarity)
            weights[entry, found] += weighed
        return cls._of_weights(stems, rarity, weights, longest)

    @classmethod
    def of_arrays(cls, kept: Mapping[str, NDArray[Any]]) -> EntryWords:
        """Return what `as_arrays` gave. Raises KeyError where something lacks."""
        stems = tuple(str(word) for word in kept["stems"])
        return cls._of_weights(
            stems, kept["rarity"].astype(np.float64), kept["stem_weights"].astype(np.float32)
        )

    @classmethod
    def _of_weights(
        cls, stems: tuple[str, ...], rarity: Floats, weights: NDArray[np.float32], longest: int = 1
    ) -> EntryWords:
        """Return them from how much each entry has of each stem, shape (entries, stems)."""
        of_stem, entries = np.nonzero(weights.T)
        starts = np.searchsorted(of_stem, np.arange(len(stems) + 1))
        amounts = weights[entries, of_stem].astype(np.float64)
        totals = weights.sum(axis=1, dtype=np.float64) + SMOOTHING * len(stems)
        return cls(stems, rarity, starts, entries, amounts, totals, longest)

    def as_arrays(self) -> dict[str, Any]:
        """Return it as arrays for a file, at half precision where that ranks as well."""
        weights = np.zeros((len(self.totals), len(self.stems)), np.float16)
        weights[self.entries, np.repeat(np.arange(len(self.stems)), np.diff(self.starts))] = self.amounts
        return {
            "stems": np.array(self.stems),
            "rarity": self.rarity.astype(np.float32),
            "stem_weights": weights,
        }

    def speak_for(self, text: str) -> Floats:
        """Return how much the words of a text speak for each entry, as the log of odds, shape (entries,)."""
        places, weights = _weighed(Counter(_stems(text, self.longest)), self._places, self.rarity)
        if not places:
            return np.zeros(len(self.totals))
        spoken = float(weights.sum()) * np.log(SMOOTHING / self.totals)
        for place, weight in zip(places, weights, strict=True):
            having = slice(self.starts[place], self.starts[place + 1])
            spoken[self.entries[having]] += weight * np.log1p(self.amounts[having] / SMOOTHING)
        return spoken

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.stems)}


def _weighed(words: Counter[str], places: Mapping[str, int], rarity: Floats) -> tuple[list[int], Floats]:
    """Return the places of the words that are known, and their weights as a unit vector."""
    known = [(places[word], count) for word, count in words.items() if word in places]
    found = [place for place, _ in known]
    weights = np.array([count for _, count in known], np.float64) * rarity[found]
    return found, weights / max(float(np.linalg.norm(weights)), 1e-9)


def _stems(text: str, longest: int) -> list[str]:
    words = [stem(word) for word in _WORD.findall(straight(text))]
    rows = (zip(*(words[place:] for place in range(count)), strict=False) for count in range(1, longest + 1))
    return [" ".join(row) for found in rows for row in found]
