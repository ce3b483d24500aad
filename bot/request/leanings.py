"""On which side of an op-ed's recommendation words stand, told by their meaning.

The thesis is what the op-ed recommends. A head of a small model reads it beside an argument and tells how
probably the argument speaks for it; where that is near a half, nobody is given a side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.request.taking_sides import Taking, sides_said
from knowledge.argument_map import Side, other_side
from knowledge.encoders import Scores
from knowledge.encoders.act_reader import ReadsActs

# Probabilities that an argument speaks for the thesis between which no side is taken for sure. Wide, since a
# wrong side spoils a debate and a question costs a word: of the arguments of the corpus' dev pieces, those
# outside of 0.35 to 0.65 had the right side in 60 %, and so had those outside of 0.2 to 0.8.
UNSURE = (0.1, 0.9)
LIKELY = (0.2, 0.8)  # the same of what is said to be a side's case
CHOOSES = 0.3  # probability from which a message may be about who takes which side


class TellsSides(Protocol):
    """What knows which side argues like this."""

    def side_of(self, argument: str) -> Side | None:
        """Return the side of those who argue like this; None where that is not sure."""
        ...


class KnowsArguments(TellsSides, Protocol):
    """What knows people's arguments about an op-ed."""

    def probability_for(self, argument: str) -> float:
        """Return how probably whoever argues like this is for the op-ed; a half where nothing tells."""
        ...


@dataclass(frozen=True)
class Leanings:
    """What tells the sides of one op-ed.

    `blocks` are the arguments that are known, where it has some, `author` is who wrote it, and `starters` are
    the openings of debates that the page offers, with their sides. `wishes` tell by what a reader wants done.
    """

    thesis: str
    stances: Scores
    acts: ReadsActs
    blocks: KnowsArguments | None = None
    author: str = ""
    starters: Mapping[str, Side] = field(default_factory=dict)
    wishes: TellsSides | None = None

    def of_argument(self, text: str) -> Side | None:
        """Return the side that an argument speaks for; None where that is not sure.

        It is told by what it wants done, and where people's arguments about the op-ed are known, by the one
        that it comes nearest to. Where these tell different sides, neither is sure.
        """
        wished = self.wishes.side_of(text) if self.wishes else None
        told = self._argued(text)
        return (wished or told) if None in (wished, told) or wished == told else None

    def probability_for(self, text: str) -> float:
        """Return how probably an argument is for the op-ed; a half where no arguments about it are known."""
        return self.blocks.probability_for(text) if self.blocks else 0.5

    def of_thesis(self, text: str) -> Side | None:
        """Return the side of what somebody wants argued, where that is much the thesis, or its contrary.

        It speaks for a side, so that the likelier one will do.
        """
        return _side(float(self.stances.score([(self.thesis, text)])[0]), LIKELY)

    def _argued(self, text: str) -> Side | None:
        if self.blocks:
            return self.blocks.side_of(text)
        return _side(float(self.stances.score([(self.thesis, text)])[0]))

    def of_thing(self, thing: str) -> Side | None:
        """Return the side that whoever is for that thing is on; None where that is not sure.

        A thing alone argues nothing, so it is read in two sentences that do, with opposite senses.
        """
        thing = thing.strip(" .?!")
        support, oppose = self.stances.score(
            [(self.thesis, f"I support {thing}."), (self.thesis, f"I oppose {thing}.")]
        )
        return _side(float(support + 1 - oppose) / 2)

    def taken_by_bot(self, taking: Taking) -> Side | None:
        """Return the bot's side where somebody takes one; None where what it is of is not understood."""
        side: Side | None = taking.side
        if taking.of:
            leaning = self.of_thing(taking.of)
            side = leaning if leaning is None or taking.side == "for" else other_side(leaning)
        return other_side(side) if side and taking.who == "reader" else side

    def chooses(self, sentence: str, least: float = CHOOSES) -> bool:
        """Tell whether a sentence is about who takes which side: its words say so, and it is meant so.

        "The opposition is against it" has the words and tells of something else. It is meant at `least` so
        probably.
        """
        said = sides_said(sentence)
        if not (said.takings or said.swap or said.bot_chooses):
            return False
        return self.acts.read([sentence])[0]["choose side"] >= least


def _side(probability: float, unsure: tuple[float, float] = UNSURE) -> Side | None:
    low, high = unsure
    return "for" if probability > high else "against" if probability < low else None
