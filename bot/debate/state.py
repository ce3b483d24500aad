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
from bot.debate.heard import Challenge, CloseWith, Heard
from bot.debate.points import REASONED, TOLD, Contradiction, Point, PointAct, Speaker
from bot.request.pressure import Pressure
from bot.statement import Fixed
from knowledge.argument_map import Side, other_side
from knowledge.prepared_sentence import PreparedSentence

Taken = Literal["begins", "supposes", "guesses", "corrects", "swaps", "keeps"]
Request = Literal["closing", "score", "weigh", "which side", "will you grant", "ask", "begin", "more"]

WORDS = 120  # of a turn at most
LEAST = 40  # of a turn, where there is anything to say
_CALLS_FOR_NONE: tuple[PointAct, ...] = ("concession", "question", "correction", "closing")
_NO_ANSWER = ("question", "silence")  # parts of a form in which a side answers nothing


@dataclass(frozen=True, slots=True)
class Terms:
    """How a debate is to be begun: the bot's side, None where that is still to be settled, and the form."""

    side: Side | None = None
    form: str = "free"


UNSETTLED = Terms()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A question that was answered in a word, and the word: one of those of `links.AGAIN`."""

    question: str
    word: str


@dataclass(frozen=True)
class Debate:
    """A debate so far. `side` is the bot's, and holds.

    `pressed` are the rounds in which the reader pressed or said something again, and how. `links` are the
    words between the bot's points, none of which it says twice; `closings` are the rounds in which it closed,
    `summed` those in which the reader did. `before` are the debates that were left by swapping sides, the
    first one first; each keeps the sides that were held in it. `verdicts` are what the bot has answered in a
    word.
    """

    side: Side
    form: str = "free"
    rounds: int = 0
    points: tuple[Point, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    pressed: tuple[tuple[int, Pressure], ...] = ()
    links: tuple[str, ...] = ()
    closings: tuple[int, ...] = ()
    summed: tuple[int, ...] = ()
    before: tuple[Debate, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether there is something on record, be it from before the sides were swapped."""
        return bool(self.points or self.before)

    @property
    def reader(self) -> Side:
        """The reader's side."""
        return other_side(self.side)

    @property
    def argues(self) -> PointAct:
        """What the bot's side does as it argues: attack the op-ed, or defend it."""
        return "attack" if self.side == "against" else "defence"

    @property
    def over(self) -> bool:
        """Whether all rounds of its form are played."""
        fixed = FORMS[self.form].rounds(self.reader)
        return bool(fixed) and self.rounds >= len(fixed)

    @property
    def closed(self) -> bool:
        """Whether all rounds of its form are played, or, where they are not fixed, the last one closed it.

        The bot's closing does, and the reader's behind it.
        """
        if not self.free:
            return self.over
        return bool(self.closings) and self.rounds in (*self.closings, *self.summed)

    @property
    def free(self) -> bool:
        """Whether it goes on as long as one likes."""
        return not FORMS[self.form].rounds(self.reader)

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
        return frozenset(number for point in self.points for number in point.meets)

    @cached_property
    def withdrawn(self) -> frozenset[int]:
        """The numbers of the points that were taken back, since they met what nobody had said."""
        corrected = (point for point in self.points if point.act == "correction")
        return frozenset(number for point in corrected for number in point.meets)

    def called(self, number: int) -> int:
        """Return the number that a round goes by: in a free debate a closing is none of the rounds."""
        closed = {*self.closings, *self.summed} if self.free else set()
        return max(1, number - sum(one <= number for one in closed))

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
        """Return the points of a side that the other one had its turn to answer and surely did not.

        What was granted needs no answer, nor does a question that was thrown in. The call to close is no turn
        to answer in, nor to be answered; nor is the reader's closing. What is not known to be about anything,
        and what another point may answer, is not counted: to be told of a drop falsely is worse.
        """
        perhaps = {number for point in self.points for number in point.may}
        return tuple(
            point
            for point in self.unmet(speaker)
            if point.number not in perhaps and point.subject and not point.id.startswith(REASONED)
        )

    def unmet(self, speaker: Speaker) -> tuple[Point, ...]:
        """Return the points of a side that nothing is known to answer, though the other one had its turn."""
        turns = self._turnswithout_answer(speaker)
        behind = 0 if speaker == "reader" else 1  # the bot answers in the same round, the reader in the next
        return tuple(
            point
            for point in self.without_answer(speaker)
            if any(number >= point.round + behind for number in turns)
        )

    @property
    def waiting(self) -> tuple[Point, ...]:
        """The points of the bot that it is the reader's turn to answer."""
        argued = self._argued
        return tuple(point for point in self.without_answer("bot") if argued and point.round == argued[-1])

    @property
    def _argued(self) -> list[int]:
        """The rounds that were argued in, and not closed."""
        apart = {*self.closings, *self.summed}
        return [number for number in range(1, self.rounds + 1) if number not in apart]

    def _turnswithout_answer(self, speaker: Speaker) -> list[int]:
        """Return the rounds in which the other side of a speaker neither asked nor was silent."""
        return [number for number in self._argued if self._part(number, speaker).kind not in _NO_ANSWER]

    def _part(self, number: int, speaker: Speaker) -> Speech:
        """Return the part of the other side of a speaker in a round."""
        form = FORMS[self.form]
        fixed = form.rounds(self.reader)
        reader, bot = fixed[min(number, len(fixed)) - 1] if fixed else form.always
        return bot if speaker == "reader" else reader

    def without_answer(self, speaker: Speaker) -> tuple[Point, ...]:
        """Return the points of a side that call for an answer and have none."""
        return tuple(
            point
            for point in self.of(speaker)
            if point.act not in _CALLS_FOR_NONE
            and not point.id.startswith(TOLD)
            and point.number not in self.answered
        )

    def swapped(self) -> Debate:
        """Return the debate that begins where sides are swapped, with this one on its record."""
        played = (replace(self, before=()),) if self.points else ()
        return Debate(self.reader, self.form, before=(*self.before, *played))

    def with_round(
        self,
        points: tuple[Point, ...],
        contradictions: tuple[Contradiction, ...] = (),
        pressure: Pressure | None = None,
        links: tuple[str, ...] = (),
        *,
        closed: bool = False,
        summed: bool = False,
        verdict: Verdict | None = None,
    ) -> Debate:
        """Return the debate after one more round, which the bot may have `closed`, or the reader `summed`."""
        pressed = (*self.pressed, (self.rounds + 1, pressure)) if pressure else self.pressed
        return replace(
            self,
            rounds=self.rounds + 1,
            points=(*self.points, *points),
            contradictions=(*self.contradictions, *contradictions),
            pressed=pressed,
            links=(*self.links, *links),
            closings=(*self.closings, self.rounds + 1) if closed else self.closings,
            summed=(*self.summed, self.rounds + 1) if summed else self.summed,
            verdicts=(*self.verdicts, verdict) if verdict else self.verdicts,
        )


@dataclass(frozen=True, slots=True)
class Closing:
    """What a debate has come to.

    What each side granted, what it left unanswered, what of the bot's `waits` for the reader's answer, and
    which evidence from outside would settle it.
    """

    granted_by_reader: tuple[Point, ...] = ()
    granted_by_bot: tuple[Point, ...] = ()
    dropped_by_reader: tuple[Point, ...] = ()
    dropped_by_bot: tuple[Point, ...] = ()
    settled_by: tuple[str, ...] = ()
    waits: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class DebateMove:
    """One thing that the bot can do: an answer of a block, a part of its case, what the op-ed has on it.

    `says` are its words, `signpost` those that lead to them; `aim` is how it meets an argument. `about` are
    the claims that it is about, `answers` the place of what it answers among what was heard, -1 where it
    answers nothing.
    """

    act: PointAct
    id: str
    about: tuple[str, ...] = ()
    aim: str = ""
    says: tuple[PreparedSentence, ...] = ()
    signpost: str = ""
    block: str = ""
    answers: int = -1

    @property
    def cites(self) -> frozenset[int]:
        """The passages that its prepared words cite."""
        return frozenset(number for sentence in self.says for number in sentence.cites)

    @property
    def length(self) -> int:
        """How many words were prepared for it."""
        texts = (self.signpost, *(sentence.text for sentence in self.says))
        return sum(len(text.split()) for text in texts)


@dataclass(frozen=True)
class Round:
    """What a turn of a debate is to bring: what was heard, and what to do about it.

    `request` is what was asked for beside an argument, `put` the question that the message comes to, and
    `challenges` are all that wants an answer before the rest. `leads` are words that come first and claim
    nothing. `stands` is set where the bot has answered this before and has nothing to add, `beside` where the
    reader spoke of what the op-ed has nothing on. `taken` tells where the bot says its side, and why; it
    `supposes` one where the reader has argued and chosen none.

    A closing is to have so many `sentences`, 0 for any number, and `closes_with` is what it is asked to hold;
    what of the words that are prepared for it would say again what was said is `stale`.
    `summed` is the reader's own closing, "" where this is none, `said` all the reader's words. `only` is the
    whole reply where that is settled. What is `aside` is no round: nothing was argued, and it leaves nothing
    on record.
    """

    debate: Debate
    part: Speech
    heard: tuple[Heard, ...] = ()
    pressure: Pressure | None = None
    request: Request | None = None
    put: str = ""
    challenges: tuple[Challenge, ...] = ()
    moves: tuple[DebateMove, ...] = ()
    leads: tuple[Fixed, ...] = ()
    stands: bool = False
    beside: bool = False
    taken: Taken | None = None
    closing: Closing | None = None
    contradictions: tuple[Contradiction, ...] = ()
    summed: str = ""
    said: str = ""
    sentences: int = 0
    closes_with: tuple[CloseWith, ...] = ()
    only: tuple[Fixed, ...] = ()
    aside: bool = False
    verdict: Verdict | None = None
    stale: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        """The round's number, from 1."""
        return self.debate.rounds + 1

    @property
    def move(self) -> DebateMove | None:
        """The first move; None where there is none."""
        return self.moves[0] if self.moves else None

    @property
    def answered(self) -> Heard | None:
        """What the first move answers; else what was heard first."""
        place = self.move.answers if self.move else -1
        return self.heard[max(0, place)] if self.heard else None
