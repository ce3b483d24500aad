"""How probably somebody argues for an op-ed, by the arguments that are known of both sides.

Each block of a playbook is an argument of one side, in many wordings. Naive Bayes over their words, and over
words in a row, and the softmax regression that ranks the blocks tell together how probable each block is; the
blocks of a side together are how probable the side is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.argument_map import Side
from knowledge.entry_words import EntryWords
from knowledge.playbook import Block
from knowledge.rounding import settled

# How much the regression's logits count beside the words; chosen, as the length of a row and the slope of the
# probability, on arguments of debates by writers of whom nothing was learned.
BESIDE_WORDS = 0.25
LONGEST = 2
SLOPE = 3.0
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SideWords:
    """The words of the arguments of both sides; `sides` has the side of each block."""

    words: EntryWords
    sides: tuple[Side, ...]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> SideWords:
        """Return those of the blocks' wordings."""
        texts = [words for block in blocks for words in block.says]
        entry_of = np.repeat(np.arange(len(blocks)), [len(block.says) for block in blocks])
        words = EntryWords.of(texts, entry_of, len(blocks), LONGEST)
        return cls(words, tuple(block.side for block in blocks))

    def probability_for(self, text: str, logits: Floats) -> float:
        """Return how probably a text argues for the op-ed, from the blocks' `logits` too, shape (blocks,)."""
        spoken = self.words.speak_for(text) + BESIDE_WORDS * logits
        helps = np.array([side == "for" for side in self.sides])
        if helps.all() or not helps.any():  # arguments of one side tell nothing
            return 0.5
        odds = np.logaddexp.reduce(spoken[helps]) - np.logaddexp.reduce(spoken[~helps])
        return settled(float(1 / (1 + np.exp(-SLOPE * odds))))
