"""Which sentences of a move say again, in other words, what the bot has said in a debate."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.debate.block_moves import open_answers
from bot.debate.ground import Ground
from bot.debate.heard import Heard
from bot.debate.importance import weight
from bot.debate.state import Debate, DebateMove, Round
from knowledge.encoders import Encodes
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentences import sentence_spans, sentences_of

ALIKE = 0.8  # likeness from which a sentence says what another one said
RETOLD = 0.62  # the same where that rests on one of its passages, and all of them were told
SAID_AGAIN = 0.2  # what an argument loses where all that can be said to it was said in other words
KEPT = 2  # sentences of a move that are left of it at least
_LEANS = re.compile(
    r"(?:but|and|so|then|that|this|those|these|it|its|he|his|they|their|there|such|both|what|which|even)\b",
    re.IGNORECASE,
)  # as a sentence opens that takes up the one before it
RELIED = 0.75  # likeness from which a fact is what the reader has relied on
TOLD_BACK = 0.4  # what an answer loses that begins with that
MOSTLY = 0.5  # the share of its sentences from which a move says again what was said


class Echoes:
    """What the bot has said so far, and is to say with its `moves`, by its meaning."""

    def __init__(
        self,
        debate: Debate,
        encoder: Encodes,
        heard: Sequence[Heard] = (),
        moves: Sequence[DebateMove] = (),
    ) -> None:
        self._debate, self._encoder, self._moves = debate, encoder, moves
        self._known: dict[str, NDArray[np.float64]] = {}
        self._heard = [text for one in heard for text in sentences_of(one.text) if not text.endswith("?")]

    def share(self, move: DebateMove) -> float:
        """Return which share of a move's sentences say again what was said."""
        return sum(self.again(move.says)) / len(move.says) if move.says else 0.0

    def trimmed(self, move: DebateMove) -> DebateMove:
        """Return a move without the facts in it that were told before, where the rest stands without them."""
        again = self.again(move.says)
        kept = [
            sentence
            for place, sentence in enumerate(move.says)
            if not (again[place] and sentence.cites and _spared(move, place))
        ]
        return replace(move, says=tuple(kept)) if len(kept) >= KEPT else move

    def again(self, says: Sequence[PreparedSentence], retold: float = RETOLD) -> list[bool]:
        """Tell of each sentence whether it says again what was said, in other words or in the same.

        `retold` is the likeness from which it does where all that it rests on was told.
        """
        if not self._said or not says:
            return [False] * len(says)
        vectors = self._encoded([one.text for one in says])
        found: list[bool] = []
        for row, sentence in zip(vectors @ self._vectors.T, says, strict=True):
            least = [self._least(sentence, cites, retold) for _, cites in self._said]
            found.append(bool((row >= np.array(least)).any()))
        return found

    def _least(self, sentence: PreparedSentence, cites: Collection[int], retold: float) -> float:
        """Return the likeness from which a sentence says what one did that rests on those passages."""
        rests = set(sentence.cites)
        return retold if rests & set(cites) and rests <= self._told else ALIKE

    def loss(self, move: DebateMove) -> float:
        """Return what a move loses by saying again what was said, by the bot or now by the reader."""
        return SAID_AGAIN * self.share(move) + (TOLD_BACK if self._tells_back(move) else 0.0)

    def _tells_back(self, move: DebateMove) -> bool:
        """Tell whether the first fact of a move is what the reader has just relied on himself."""
        first = next((one.text for one in move.says if one.cites), "")
        if not first or not self._heard:
            return False
        return bool((self._encoded([first]) @ self._encoded(self._heard).T).max() >= RELIED)

    def fresh_first(self, moves: Sequence[DebateMove]) -> list[DebateMove]:
        """Return moves in their order, but last those that mostly say again what was said."""
        if len(moves) < 2:
            return list(moves)
        return sorted(moves, key=lambda move: self.share(move) >= MOSTLY or self._tells_back(move))

    @cached_property
    def _said(self) -> list[tuple[str, set[int]]]:
        """The bot's sentences, each with the passages of its point."""
        said = [
            (point.text[start:end], set(point.cites))
            for point in self._debate.of("bot")
            for start, end in sentence_spans(point.text)
        ]
        return said + [(one.text, set(one.cites)) for move in self._moves for one in move.says]

    @cached_property
    def _told(self) -> frozenset[int]:
        """The passages that the bot has cited."""
        return frozenset(number for _, cites in self._said for number in cites)

    @cached_property
    def _vectors(self) -> NDArray[np.float64]:
        return self._encoded([text for text, _ in self._said])

    def _encoded(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the vectors of texts; each is encoded once."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, np.asarray(self._encoder.encode(new), np.float64), strict=True))
        return np.stack([self._known[text] for text in texts])


def _spared(move: DebateMove, place: int) -> bool:
    """Tell whether what stands behind a sentence of a move is understood without it."""
    behind = move.says[place + 1 : place + 2]
    return not any(_LEANS.match(one.text) for one in behind)


def freshest(
    found: Sequence[tuple[int, Heard]], current: Round, echoes: Echoes, ground: Ground
) -> list[tuple[int, Heard]]:
    """Return what was argued, what can be answered in new words before what is about as near."""

    def worth(heard: Heard) -> float:
        assert heard.match is not None
        answers = open_answers(heard.match, current.debate, ground.argument_map)
        again = min(map(echoes.loss, answers), default=SAID_AGAIN)
        return weight(current, heard) - again

    return sorted(found, key=lambda one: (bool(one[1].repeats), -worth(one[1])))
