"""Which sentences of a move say again, in other words, what the bot has said in a debate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.debate.block_moves import open_answers
from bot.debate.ground import Ground
from bot.debate.heard import Heard
from bot.debate.importance import weight
from bot.debate.state import Debate, DebateMove, Round
from knowledge.encoders import Encodes
from knowledge.sentences import sentence_spans

ALIKE = 0.8  # likeness from which a sentence says what another one said
SAME_GROUND = 0.7  # the same where what was said cites all of its passages
SAID_AGAIN = 0.2  # what an argument loses where all that can be said to it was said in other words
MOSTLY = 0.5  # the share of its sentences from which a move says again what was said


class Echoes:
    """What the bot has said so far, by its meaning."""

    def __init__(self, debate: Debate, encoder: Encodes) -> None:
        self._debate, self._encoder = debate, encoder

    def share(self, move: DebateMove) -> float:
        """Return which share of a move's sentences say again what was said."""
        if not self._said or not move.says:
            return 0.0
        vectors = np.asarray(self._encoder.encode([one.text for one in move.says]), np.float64)
        likeness = vectors @ self._vectors.T
        again = 0
        for row, sentence in zip(likeness, move.says, strict=True):
            least = [
                SAME_GROUND if sentence.cites and cites.issuperset(sentence.cites) else ALIKE
                for _, cites in self._said
            ]
            again += bool((row >= np.array(least)).any())
        return again / len(move.says)

    def loss(self, move: DebateMove) -> float:
        """Return what a move loses by saying again what was said."""
        return SAID_AGAIN * self.share(move)

    def fresh_first(self, moves: Sequence[DebateMove]) -> list[DebateMove]:
        """Return moves in their order, but last those that mostly say again what was said."""
        if len(moves) < 2:
            return list(moves)
        return sorted(moves, key=lambda move: self.share(move) >= MOSTLY)

    @cached_property
    def _said(self) -> list[tuple[str, set[int]]]:
        """The bot's sentences, each with the passages of its point."""
        return [
            (point.text[start:end], set(point.cites))
            for point in self._debate.of("bot")
            for start, end in sentence_spans(point.text)
        ]

    @cached_property
    def _vectors(self) -> NDArray[np.float64]:
        return np.asarray(self._encoder.encode([text for text, _ in self._said]), np.float64)


def freshest(
    found: Sequence[tuple[int, Heard]], current: Round, echoes: Echoes, ground: Ground
) -> list[tuple[int, Heard]]:
    """Return what was argued, what can be answered in new words before what is about as near."""

    def worth(heard: Heard) -> float:
        assert heard.match is not None
        answers = open_answers(heard.match, current.debate, ground.argument_map)
        again = min(map(echoes.loss, answers), default=SAID_AGAIN) if current.debate.of("bot") else 0.0
        return weight(current, heard) - again

    return sorted(found, key=lambda one: (bool(one[1].repeats), -worth(one[1])))
