"""What of a turn's statements is shown, and in which order: that in which they were written.

Each has a place. One that is refused holds it until it is mended, while what follows is checked already; one
that leans on a sentence that is not shown goes with it.
"""

from __future__ import annotations

from asyncio import Future
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

from bot.debate.prepare import after, breaks
from bot.gate import Verdict
from bot.judge.judging import Judging
from bot.judge.ruling import Ruling
from bot.models.usage import Usage
from bot.statement import Fixed, Statement
from bot.statement.leaning import leans
from bot.turn.checker import OTHER_SIDE, OVERHEAD, PASSED, Checker
from bot.turn.reply import Mending, Reply, Withheld
from bot.writers import Assignment, Draft, Mended, Refused, Writer
from knowledge.encoders import Encodes

_OWN = Verdict(True, "own", "these are the program's own words")
_ITEMS = ("bullet", "number", "row")
_LEANS = "it leans on a sentence that is not shown"


@dataclass(slots=True)
class Place:
    """A place in the reply: the statement that stands there, and its verdict or the ruling to come.

    `spare` is what stands there instead where the one that it leans on is not shown; `lost` says that it is
    not shown itself.
    """

    statement: Statement
    verdict: Verdict | None = None
    ruling: Future[Ruling | None] | None = None
    spare: Place | None = None
    lost: bool = False

    @property
    def pending(self) -> Future[Ruling | None] | None:
        """The ruling that is waited for, if one is."""
        return self.ruling if self.verdict is None and self.ruling and not self.ruling.done() else None


class CheckedReply:
    """A reply in the making. `failure` says why the writer did not write all of it."""

    def __init__(
        self,
        assignment: Assignment,
        usages: Sequence[Usage] = (),
        judging: Judging | None = None,
        *,
        strict: bool = False,
        reasoning: bool = True,
    ) -> None:
        self.assignment, self.planned, self.evidence = assignment, assignment.plan, assignment.evidence
        self.statements: list[Statement] = []
        self.failure = ""
        self._checker = Checker(assignment, judging, strict=strict, reasoning=reasoning)
        self._judging = judging
        self._usages = list(usages)
        self._places: list[Place] = []
        self._next = 0  # the first place that is not yet shown or withheld
        self._told = False  # that this place is being mended
        self._elsewhere = 0  # the place from which another writer has gone on
        self._offered: list[Place] = []  # what was given back to be mended
        self._withheld: list[Withheld] = []
        self._given: set[str] = set()
        self._already_cited: frozenset[int] = frozenset()  # by the writer before, where another goes on

    @property
    def claims(self) -> bool:
        """Whether anything was shown that the op-ed says."""
        return any(statement.kind != "link" for statement in self.statements)

    @property
    def withheld_count(self) -> int:
        """How many of the writer's sentences are not shown."""
        return len(self._withheld)

    @property
    def came_to_nothing(self) -> bool:
        """Whether none of what the writer wrote passed, or it wrote no statement at all."""
        return not self.claims and (bool(self._withheld) or not self._given)

    @property
    def only_asks(self) -> bool:
        """Whether a question is met with questions alone, which is no answer."""
        said = {statement.kind for statement in self.statements} - {"link"}
        return self.planned.mode == "ask" and said == {"question"}

    @property
    def judges(self) -> bool:
        """Whether a model judges what comes."""
        return self._checker.judging is not None

    @property
    def judging_failed(self) -> bool:
        """Whether a model was to judge and did not, so that sentences were held to the rules alone."""
        return self._judging is not None and bool(self._judging.failure)

    @property
    def awaited(self) -> Future[Ruling | None] | None:
        """The ruling without which nothing more can be shown."""
        return self._places[self._next].pending if self._next < len(self._places) else None

    @property
    def under_way(self) -> tuple[Future[Ruling | None], ...]:
        """All rulings that are waited for."""
        places = [place for one in self._places[self._next :] for place in (one, one.spare) if place]
        return tuple(place.pending for place in places if place.pending)

    def say(self, words: Fixed) -> Statement:
        """Show the program's own words."""
        self.statements.append(words.statement)
        return words.statement

    def take(self, draft: Draft | Usage) -> None:
        """Give a place to what a writer gives, unless it was given before; keep a usage."""
        if isinstance(draft, Usage):
            self._usages.append(draft)
            return
        if _words(draft) in self._given:
            return
        if draft.layout == "title" and not (self.judges or isinstance(draft, Fixed) or draft.prepared):
            return  # by rules nobody can tell what a heading claims
        if isinstance(draft, Fixed):
            if not self._already_cited:  # where another writer goes on, nothing needs to be introduced again
                self._given.add(_words(draft))
                self._places.append(Place(draft.statement, _OWN))
            return
        if self._already_cited and self._already_cited.issuperset(draft.cites):
            return
        self._given.add(_words(draft))
        self._places.append(self._begun(draft, len(self._places)))

    def passing(self, *, holding: bool) -> Iterator[Statement | Withheld | Mending]:
        """Yield what can be shown by now, in order.

        `holding` waits at a refused statement, which may still be mended; else it is withheld.
        """
        while self._next < len(self._places):
            place = self._places[self._next]
            if not self._settled(place):
                return
            if (
                self._without(self._next, place.statement)
                and self._leans(place)
                and not self._stands_in(place)
            ):
                return
            self._grant(self._next)
            verdict = place.verdict or _OWN
            if not verdict.passed and holding:
                if verdict.rule == OTHER_SIDE and self._next + 1 == len(self._places):
                    return  # what answers it may still be written
                if not self._told:
                    self._told = True
                    yield Mending(len(self.statements))
                return
            self._next, self._told, place.lost = self._next + 1, False, not verdict.passed
            if verdict.passed:
                self.statements.append(place.statement)
                yield place.statement
            else:
                self._withheld.append(Withheld(place.statement, verdict))
                yield self._withheld[-1]

    def refused(self) -> tuple[Refused, ...]:
        """Return what was refused and may be mended, each with what leans on it, in their order."""
        self._offered, listed = [], list[Refused]()
        for number, place in enumerate(self._places[self._next :], start=self._next):
            if not self._settled(place) or place.verdict is None or place.verdict is _OWN:
                continue
            at = self._before(number, place.statement)
            before = self._places[at] if at is not None and at >= self._next else None
            self._grant(number)
            if not place.verdict.passed:
                listed.append(Refused(place.statement, place.verdict.reason))
                self._offered.append(place)
            elif before in self._offered and leans(place.statement.text):
                of = self._offered.index(before) if before else 0
                listed.append(Refused(place.statement, "", leans_on=of))
                self._offered.append(place)
        return tuple(listed)

    @property
    def drafted(self) -> tuple[Statement, ...]:
        """All that the writer wrote, in its order."""
        return tuple(place.statement for place in self._places if place.verdict is not _OWN)

    def mend(self, mended: Mended | Usage) -> None:
        """Put what a writer made of a refused statement in its place; keep what it made of a leaning one."""
        if isinstance(mended, Usage):
            self._usages.append(mended)
            return
        if mended.of >= len(self._offered):
            return
        place = self._offered[mended.of]
        number = self._places.index(place)
        refused = place.statement
        text = mended.statement.text
        if refused.layout in OVERHEAD and not refused.text.endswith("."):
            text = text.removesuffix(".")
        stands = replace(mended.statement, text=text, layout=refused.layout, number=refused.number)
        fresh = self._begun(stands, number)
        if place.verdict and place.verdict.passed:
            place.spare = fresh
        elif _words(mended.statement) not in self._given:
            place.statement, place.verdict, place.ruling = fresh.statement, fresh.verdict, fresh.ruling

    def continue_elsewhere(self) -> None:
        """Have another writer go on, who need not say again what the passages cited so far say."""
        self._checker = Checker(self.assignment.in_english, None, strict=False)
        told = (statement for statement in self.statements if statement.kind != "question")
        self._already_cited = frozenset(number for statement in told for number in statement.cites)
        self._elsewhere = len(self._places)

    def finished(self, writer: Writer, encoder: Encodes) -> Reply:
        """Return the whole reply; the `encoder` tells which points of a debate it takes up."""
        current, argument_map = self.assignment.round, self.evidence.topic.argument_map
        checking = self._judging.usages if self._judging else []
        return Reply(
            self.planned,
            self.evidence,
            writer.name,
            tuple(self.statements),
            tuple(self._withheld),
            reduce(add, self._usages) if self._usages else None,
            self.failure,
            writer.prompts,
            current,
            after(current, self.statements, argument_map, encoder) if current and argument_map else None,
            reduce(add, checking) if checking else None,
        )

    def _begun(self, statement: Statement, number: int) -> Place:
        """Return the place of a statement with its verdict, or with the ruling that was asked for."""
        at = self._before(number, statement)
        before = "" if at is None else self._places[at].statement.text
        begun = self._checker.begin(statement, before)
        if isinstance(begun, Verdict):
            return Place(statement, begun)
        if begun is None:
            return Place(*self._checker.by_rules(statement))
        return Place(statement, None, begun)

    def _settled(self, place: Place) -> bool:
        """Tell whether a place has its verdict, now that its ruling may have come."""
        if place.verdict is None and place.ruling and place.ruling.done():
            place.statement, place.verdict = self._checker.ruled(place.statement, place.ruling.result())
        current = self.assignment.round
        if place.verdict and place.verdict.passed and current and place.verdict is not _OWN:
            broken = breaks(place.statement, current)
            if broken:
                place.verdict = Verdict(False, "round", broken)
        return place.verdict is not None

    def _grant(self, number: int) -> None:
        """Let what helps the other side stand as granted, where a sentence beside it answers it."""
        place = self._places[number]
        if place.verdict is None or place.verdict.rule != OTHER_SIDE:
            return
        before, behind = self._places[:number][::-1], self._places[number + 1 :]
        if any(self._answers(beside) for beside in (_first_claim(before), _first_claim(behind)) if beside):
            place.statement, place.verdict = replace(place.statement, concession=True), PASSED

    def _answers(self, place: Place) -> bool:
        """Tell whether a sentence is shown and argues for the side of the reply."""
        passed = self._settled(place) and place.verdict is not None and place.verdict.passed
        return passed and place.verdict is not _OWN and not place.statement.concession

    def _before(self, number: int, statement: Statement) -> int | None:
        """Return the place of the sentence that a statement at a place would lean on, if there is one.

        An item of a list leans on what leads on to the list, not on the item before it; nothing leans on a
        title, nor does a title on anything.
        """
        first = number
        if statement.layout in _ITEMS:
            for at in range(number - 1, -1, -1):
                layout = self._places[at].statement.layout
                if layout in _ITEMS:
                    first = at
                elif layout != "run on":
                    break
        stands_alone = not first or "title" in (statement.layout, self._places[first - 1].statement.layout)
        return None if stands_alone else first - 1

    def _without(self, number: int, statement: Statement) -> bool:
        """Tell whether the sentence that a statement would lean on is not shown."""
        at = self._before(number, statement)
        return at is not None and at >= self._elsewhere and self._places[at].lost

    def _leans(self, place: Place) -> bool:
        return place.verdict is not _OWN and leans(place.statement.text, first=not self.claims)

    def _stands_in(self, place: Place) -> bool:
        """Put what was written to stand alone in the place of a leaning statement, else refuse that.

        Return False where a ruling on it is still to come.
        """
        spare = place.spare
        if spare is None:
            place.verdict = Verdict(False, "leaning", _LEANS)
            return True
        if not self._settled(spare):
            return False
        place.statement, place.verdict, place.spare = spare.statement, spare.verdict, None
        return True


def _first_claim(places: Iterable[Place]) -> Place | None:
    """Return the first of the places that holds more than words that lead on."""
    return next((place for place in places if place.statement.kind != "link"), None)


def _words(statement: Draft) -> str:
    return " ".join(statement.text.lower().split()).rstrip(".")
