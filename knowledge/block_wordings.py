"""Which block of a playbook an argument belongs to, by what it means, and how surely.

A softmax regression over the sentence encoder's vectors, fitted on the blocks' wordings, ranks them together
with naive Bayes over their words; a head of a small model reads the best beside the argument. How surely a
block is meant is a logistic function of both, of the nearest wording, and of the likeness of the block's
argument and of its answers.
`python -m evals.fit_blocks` fits all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import KnowledgeError
from knowledge.argument_map import Side
from knowledge.encoders import Encodes, Scores
from knowledge.entry_words import EntryWords
from knowledge.playbook import Block, Playbook
from knowledge.reader_side import SideWords
from knowledge.rounding import GRID, settled
from knowledge.sentence_analysis import read
from knowledge.sentences import sentences_of

FILE = "blocks.npz"
READ = 4  # blocks that are read beside the argument
HEARD = 0.3  # the probability from which an argument is taken for a block's; below, it is new
# The probability of all blocks of a side together, and of the likeliest of them, from which an argument tells
# whose it is. Of arguments in a sentence or two by two writers of whom nothing was learned, 27 and 42 % told,
# and of these 98 % the right side; of 13 openings of debates two told, and rightly, where from 0.62 three of
# eight were wrong: to be asked costs a turn, to be put on the wrong side costs the debate.
TOLD, TOLD_BEST = 0.7, 0.2
# Several sentences tell a side together which none of them does: the mean of the log of their odds, and how
# many there have to be. Of 23 openings of debates five told so, all rightly, where at 0.35 one
# in ten told the wrong one; of 120 made of three arguments of one side each 69 told, of which 96 % rightly.
LEANS, SENTENCES = 0.45, 3
# Likeness to the nearest wording from which words may be an argument: that of 120 by another writer is 0.41.
ARGUES = 0.4
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_SIDES: tuple[Side, Side] = ("for", "against")
_VECTORS, _PLACES = ("wordings", "arguments", "answers"), ("entry_of", "answer_of")


@dataclass(frozen=True, slots=True)
class BlockMatch:
    """A block that an argument may belong to, and how probably it does.

    `likeness` has for each of its answers how much it is about what was said.
    """

    block: Block
    probability: float
    likeness: tuple[float, ...]

    @property
    def heard(self) -> bool:
        """Whether it is taken for what was argued."""
        return self.probability >= HEARD


@dataclass(frozen=True)
class FittedBlocks:
    """What was fitted on the blocks in `ids`.

    `wordings`, `arguments` and `answers` are unit vectors, (…, width); `entry_of` and `answer_of` tell the
    block of a wording and of an answer, `words` are those of the wordings. `line` and `intercept` make the
    probability of the measures.
    """

    encoder: str
    ids: tuple[str, ...]
    wordings: Floats
    entry_of: Ints
    arguments: Floats
    answers: Floats
    answer_of: Ints
    weights: Floats
    bias: Floats
    words: EntryWords
    line: Floats
    intercept: float

    @classmethod
    def load(cls, file: Path) -> FittedBlocks:
        """Return what is in a file. Raises KnowledgeError where it cannot be read."""
        try:
            with np.load(file) as kept:
                found = {field.name: kept[field.name] for field in fields(cls) if field.name != "words"}
                words = EntryWords.of_arrays(kept)
        except (OSError, ValueError, KeyError) as exc:
            raise KnowledgeError(f"{file} is damaged; make it with: python -m evals.fit_blocks") from exc
        vectors = {name: found.pop(name) / GRID for name in _VECTORS}
        places = {name: found.pop(name).astype(np.int64) for name in _PLACES}
        return cls(
            encoder=str(found.pop("encoder")),
            ids=tuple(str(one) for one in found.pop("ids")),
            intercept=float(found.pop("intercept")),
            words=words,
            **vectors,
            **places,
            **{name: value.astype(np.float64) for name, value in found.items()},
        )

    def save(self, file: Path) -> None:
        """Write it, vectors as multiples of the grid that they are on."""
        names = [field.name for field in fields(self) if field.name != "words"]
        kept = {name: np.asarray(getattr(self, name)) for name in names} | self.words.as_arrays()
        kept |= {name: np.rint(kept[name] * GRID).astype(np.int16) for name in _VECTORS}
        kept |= {name: kept[name].astype(np.int16) for name in _PLACES}
        kept |= {name: kept[name].astype(np.float32) for name in ("weights", "bias")}
        np.savez_compressed(file, allow_pickle=False, **kept)

    def shares(self, vector: Floats, text: str, among: NDArray[np.bool_]) -> Floats:
        """Return how probable each block is, if one of those `among` is meant by a text, shape (blocks,)."""
        spoken_for = self.weights @ vector + self.bias + self.words.speak_for(text)
        logits = np.where(among, spoken_for, -np.inf)
        odds = np.exp(logits - logits.max())
        return np.asarray(odds / odds.sum(), np.float64)

    def likeness(self, vector: Floats) -> Floats:
        """Return for each block the likeness of its nearest wording, its argument and its nearest answer.

        Shape (blocks, 3).
        """
        near, answer = np.full(len(self.ids), -1.0), np.full(len(self.ids), -1.0)
        np.maximum.at(near, self.entry_of, self.wordings @ vector)
        np.maximum.at(answer, self.answer_of, self.answers @ vector)
        return np.stack([near, self.arguments @ vector, answer], axis=1)

    def probability(self, measures: Floats) -> Floats:
        """Return how probably blocks are meant, from measures of shape (blocks, 5)."""
        return np.asarray(1 / (1 + np.exp(-(measures @ self.line + self.intercept))), np.float64)


class BlockWordings:
    """The blocks of a playbook, found by what an argument means."""

    def __init__(self, playbook: Playbook, fitted: FittedBlocks, encoder: Encodes, same: Scores) -> None:
        known = {name: place for place, name in enumerate(fitted.ids)}
        self._blocks = {known[block.id]: block for block in playbook.blocks if block.id in known}
        self._fitted, self._encoder, self._same = fitted, encoder, same

    def match(self, argument: str, side: Side, also: Collection[str] = ()) -> tuple[BlockMatch, ...]:
        """Return the blocks of those who are on a side that the argument may belong to, the likeliest first.

        Those `also` named are among them, however unlikely.
        """
        among = np.array([self._of_side(place, side) for place in range(len(self._fitted.ids))])
        if not argument.strip() or not among.any():
            return ()
        vector = np.asarray(self._encoder.encode([argument])[0], np.float64)
        shares = self._fitted.shares(vector, argument, among)
        places = sorted(np.flatnonzero(among), key=lambda place: -settled(float(shares[place])))
        ranked = [int(place) for place in places[:READ]]
        ranked += [
            place
            for place, block in self._blocks.items()
            if block.id in also and among[place] and place not in ranked
        ]
        measures = measures_of(argument, vector, shares, ranked, self._fitted, self._blocks, self._same)
        probable = self._fitted.probability(measures)
        found = [
            BlockMatch(self._blocks[place], settled(float(odds)), self._answer_likeness(place, vector))
            for place, odds in zip(ranked, probable, strict=True)
        ]
        return tuple(sorted(found, key=lambda match: -match.probability))

    def side_of(self, argument: str) -> Side | None:
        """Return the side of those who argue like this; None where that is not sure.

        No sentence of it may tell the other side, nor does a denial tell that is not the block's. Where the
        whole tells none, its sentences may together.
        """
        sentences = sentences_of(argument)
        side = self._told(argument) or self._leaning(sentences)
        return None if {self._told(sentence) for sentence in sentences} - {None, side} else side

    def probability_for(self, argument: str) -> float:
        """Return how probably whoever argues like this is for the op-ed; a half where nothing tells."""
        if not argument.strip() or not self._blocks:
            return 0.5
        vector = np.asarray(self._encoder.encode([argument])[0], np.float64)
        if settled(float((self._fitted.wordings @ vector).max())) < ARGUES:
            return 0.5
        places = list(self._blocks)
        logits = (self._fitted.weights @ vector + self._fitted.bias)[places]
        return self._side_words.probability_for(argument, logits)

    @cached_property
    def _side_words(self) -> SideWords:
        return SideWords.of(list(self._blocks.values()))

    def _leaning(self, sentences: Sequence[str]) -> Side | None:
        """Return the side that several sentences tell on the average; None where that is not sure."""
        if len(sentences) < SENTENCES or not self._blocks:
            return None
        odds = [self._side_odds(sentence) for sentence in sentences]
        shares = [min(max(one["for"], 0.02), 0.98) for one in odds]
        mean = settled(float(np.mean([np.log(share / (1 - share)) for share in shares])))
        return "for" if mean >= LEANS else "against" if mean <= -LEANS else None

    def _side_odds(self, text: str) -> dict[Side, float]:
        """Return how probably a text is an argument of each side, if it is one that is known."""
        shares = self._shares(text)
        return {
            side: sum(float(shares[n]) for n in self._blocks if self._of_side(n, side)) for side in _SIDES
        }

    def _shares(self, text: str) -> Floats:
        known = np.array([place in self._blocks for place in range(len(self._fitted.ids))])
        vector = np.asarray(self._encoder.encode([text])[0], np.float64)
        return self._fitted.shares(vector, text, known)

    def _told(self, text: str) -> Side | None:
        if not text.strip() or not self._blocks:
            return None
        shares, odds = self._shares(text), self._side_odds(text)
        side = max(_SIDES, key=lambda one: settled(odds[one]))
        if settled(odds[side]) < TOLD:
            return None
        best = max(
            (n for n in self._blocks if self._of_side(n, side)), key=lambda n: settled(float(shares[n]))
        )
        if settled(float(shares[best])) < TOLD_BEST:
            return None
        return side if self._denies_as(text, self._blocks[best]) else None

    def _denies_as(self, text: str, block: Block) -> bool:
        """Tell whether a text has a negation only where the nearest wording of the block has one."""
        if not read(text).negations:
            return True
        vector = np.asarray(self._encoder.encode([text])[0], np.float64)
        rows = self._fitted.wordings[self._fitted.entry_of == self._fitted.ids.index(block.id)] @ vector
        said = block.says[int(rows.argmax())] if len(rows) == len(block.says) else ""
        return bool(read(said).negations)

    def _of_side(self, place: int, side: Side) -> bool:
        return place in self._blocks and self._blocks[place].side == side

    def _answer_likeness(self, place: int, vector: Floats) -> tuple[float, ...]:
        """Return the likeness of each answer that the block has in this document."""
        rows = self._fitted.answers[self._fitted.answer_of == place] @ vector
        count = len(self._blocks[place].answers)
        return tuple(settled(float(value)) for value in rows) if len(rows) == count else (0.0,) * count


def measures_of(
    argument: str,
    vector: Floats,
    shares: Floats,
    ranked: list[int],
    fitted: FittedBlocks,
    blocks: dict[int, Block],
    same: Scores,
) -> Floats:
    """Return what speaks for each of the ranked blocks, shape (ranked, 5).

    The odds of its share, the three likenesses, and how probably its argument is the same.
    """
    read = same.score([(argument, blocks[place].argument) for place in ranked])
    share = np.clip(shares[ranked], 0.001, 0.999)
    return np.column_stack([np.log(share / (1 - share)), fitted.likeness(vector)[ranked], read])
