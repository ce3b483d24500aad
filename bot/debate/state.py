"""What a debate is made of: the points that both sides have made, and what a round is to bring.

Data alone.

A debate is never changed: each round gives a new one, so it can be kept, sent and resumed by whoever holds
it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from bot.debate.formats import FORMS, Speech
from bot.request.pressure import Pressure
from knowledge.argument_map import Side, other_side

Speaker = Literal["reader", "bot"]
Taken = Literal["begins", "swaps", "keeps"]
PointAct = Literal["claim", "attack", "defence", "question", "concession"]

WORDS = 60  # of a turn at most (Touché 2025, Retrieval-Augmented Debating)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a debate is to be begun: the bot's side, None where that is still to be settled, and the form."""

    side: Side | None = None
    form: str = "free"


UNSETTLED = Terms()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a side has put forward. Numbered from 1 over the whole debate.

    `about` are the claims of the argument map that it is about, the best first; none where the op-ed has
    none. `id` names what of the map it says: an attack, a critical question, a claim. `answers` is the number
    of the point that it answers, 0 where it answers none.
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


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two points of one side that cannot both hold, by their numbers, and why.

    Debaters call the worst kind a double turn.
    """

    first: int
    second: int
    reason: str


@dataclass(frozen=True)
class Debate:
    """A debate so far. `side` is the bot's, and holds.

    `pressed` are the rounds in which the reader pressed or said something again, and how.
    """

    side: Side
    form: str = "free"
    rounds: int = 0
    points: tuple[Point, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    pressed: tuple[tuple[int, Pressure], ...] = ()

    @property
    def reader(self) -> Side:
        """The reader's side."""
        return other_side(self.side)

    @property
    def over(self) -> bool:
        """Whether all rounds of its form are played."""
        fixed = FORMS[self.form].rounds(self.reader)
        return bool(fixed) and self.rounds >= len(fixed)

    @property
    def next_parts(self) -> tuple[Speech, Speech]:
        """The reader's part and the bot's in the round to come."""
        form = FORMS[self.form]
        fixed = form.rounds(self.reader)
        return fixed[min(self.rounds, len(fixed) - 1)] if fixed else form.always

    @cached_property
    def used(self) -> frozenset[str]:
        """What of the map the bot has said."""
        return frozenset(point.id for point in self.points if point.by == "bot" and point.id)

    @cached_property
    def answered(self) -> frozenset[int]:
        """The numbers of the points that another one answers."""
        return frozenset(point.answers for point in self.points if point.answers)

    def of(self, speaker: Speaker) -> tuple[Point, ...]:
        """Return the points of one side, in order."""
        return tuple(point for point in self.points if point.by == speaker)

    def point(self, number: int) -> Point:
        """Return the point with that number."""
        return self.points[number - 1]

    def conceded(self, speaker: Speaker) -> tuple[Point, ...]:
        """Return what a side has granted."""
        return tuple(point for point in self.of(speaker) if point.act == "concession")

    def unanswered(self, speaker: Speaker) -> tuple[Point, ...]:
        """Return the points of a side that the other one had its turn to answer and did not.

        What was granted needs no answer.
        """
        due = (
            point
            for point in self.of(speaker)
            if point.act != "concession" and point.number not in self.answered
        )
        return tuple(point for point in due if point.round < self.rounds or speaker == "reader")

    def with_round(
        self,
        points: tuple[Point, ...],
        contradictions: tuple[Contradiction, ...] = (),
        pressure: Pressure | None = None,
    ) -> Debate:
        """Return the debate after one more round."""
        pressed = (*self.pressed, (self.rounds + 1, pressure)) if pressure else self.pressed
        return replace(
            self,
            rounds=self.rounds + 1,
            points=(*self.points, *points),
            contradictions=(*self.contradictions, *contradictions),
            pressed=pressed,
        )


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of the reader.

    The claims that it relies on with how well each fits (the best 1.0), and how it stands to the first.

    `attack` is an attack of the map that it makes; `repeats` the number of the reader's own point that it
    says again.
    """

    text: str
    about: tuple[tuple[str, float], ...] = ()
    denies: bool = False
    sure: bool = False
    concedes: bool = False
    attack: str = ""
    repeats: int = 0

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims, the best first."""
        return tuple(one for one, _ in self.about)


@dataclass(frozen=True, slots=True)
class Closing:
    """What a debate has come to.

    What each side granted, what it left unanswered, and which evidence from outside would settle it.
    """

    granted_by_reader: tuple[Point, ...] = ()
    granted_by_bot: tuple[Point, ...] = ()
    dropped_by_reader: tuple[Point, ...] = ()
    dropped_by_bot: tuple[Point, ...] = ()
    settled_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DebateMove:
    """One thing that the bot can do.

    An attack or a question of the map, a claim of the op-ed, or a critical question put to a claim.

    `asks` are the words of such a question; `line` is the line of argument that the move belongs to, `about`
    the claims that it is about.
    """

    act: PointAct
    id: str
    about: tuple[str, ...]
    line: str = ""
    aim: str = ""
    asks: str = ""


@dataclass(frozen=True)
class Round:
    """What a turn of a debate is to bring: what was heard, and what to do about it.

    `answers` is the reader's point that the move is about (an index of `heard`); `concede` a claim to grant
    first; `stands` is set where the bot has answered this before and has nothing to add, `beside` where the
    reader spoke of what the op-ed has nothing on. `taken` tells where the bot says its side, and why.
    """

    debate: Debate
    part: Speech
    heard: tuple[Heard, ...] = ()
    pressure: Pressure | None = None
    answers: int = 0
    move: DebateMove | None = None
    concede: str = ""
    stands: bool = False
    beside: bool = False
    held_back: int = 0
    taken: Taken | None = None
    closing: Closing | None = None
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def number(self) -> int:
        """The round's number, from 1."""
        return self.debate.rounds + 1
