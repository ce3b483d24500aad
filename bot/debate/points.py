"""What a side puts forward in a debate: a point, and two of them that cannot both hold. Data alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Speaker = Literal["reader", "bot"]
PointAct = Literal["claim", "attack", "defence", "question", "concession", "correction", "closing"]

TOLD = "answer/"  # in front of the id of what answers a question, to which nothing is owed
SPEECH = "speech/"  # in front of the id of what a side has prepared on what was said to it
REASONED = "reasoned/"  # in front of the id of a reason that fits any argument of its kind
OPENING = "opening"  # the id of the speech that a debate begins with


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a side has put forward. Numbered from 1 over the whole debate.

    `about` are the claims of the argument map that it is about, the best first; none where the op-ed has
    none. `id` names what the bot says with it: a block's answer, a contention of its case, an attack, a
    critical question or a claim of the map. `block` is the block that a reader's point was heard as, or that
    the bot's point belongs to. `answers` is the number of the point that it answers, 0 where it answers none;
    `also` are those of further ones, `may` of those that it perhaps answers as well. `partly` is
    set on a concession that grants what its words say, and not all of the point that it answers. A correction
    says that its side was misheard: the points that it answers are taken back.
    """

    number: int
    round: int
    by: Speaker
    act: PointAct
    text: str
    about: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()
    id: str = ""
    answers: int = 0
    block: str = ""
    also: tuple[int, ...] = ()
    may: tuple[int, ...] = ()
    partly: bool = False

    @property
    def prepared(self) -> bool:
        """Whether it says what was prepared for its side, which whoever prepared it keeps free of clashes."""
        return self.by == "bot" and (bool(self.block) or "/" in self.id or self.id == OPENING)

    @property
    def meets(self) -> tuple[int, ...]:
        """The numbers of all the points that it surely answers."""
        return (*((self.answers,) if self.answers else ()), *self.also)

    @property
    def subject(self) -> tuple[str, ...]:
        """What it is known to be about: its block and its claims; nothing where that is not known."""
        return (*((self.block,) if self.block else ()), *self.about)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two points of one side that cannot both hold, by their numbers, and why.

    Debaters call the worst kind a double turn.
    """

    first: int
    second: int
    reason: str
