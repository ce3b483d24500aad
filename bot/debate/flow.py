"""The flow sheet, as debaters keep it.

A column for each side, a row for each claim, what answers what, and what was dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.debate.points import Point, PointAct, Speaker
from bot.debate.state import Debate
from knowledge.argument_map import ArgumentMap, Side
from knowledge.playbook import Playbook

PointStatus = Literal[
    "answered", "dropped", "open", "granted", "granted in part", "withdrawn", "noted", "closing"
]
CONTENTION = "contention/"  # in front of the number of a contention in the id of the point that makes it
OTHER_POINTS = "Other points"  # the heading of what is known to be about no claim
_SPEAKERS: tuple[Speaker, ...] = ("reader", "bot")


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """A point on the sheet. `status` is open as long as the other side has not had its turn.

    A closing calls for no answer. Of what is only noted it isn't sure whether it needs one, or has one.
    """

    number: int
    round: int
    by: Speaker
    act: PointAct
    text: str
    cites: tuple[int, ...]
    answers: int
    status: PointStatus
    id: str


@dataclass(frozen=True, slots=True)
class FlowRow:
    """What was said about one issue, or one claim; `claim` is "" for what is known to be about none."""

    claim: str
    title: str
    cites: tuple[int, ...]
    reader: tuple[FlowEntry, ...]
    bot: tuple[FlowEntry, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A self-contradiction, with the two sentences."""

    by: Speaker
    first: FlowEntry
    second: FlowEntry
    reason: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The sheet: the reader's side and the bot's, and the rows in the order in which the claims came up.

    `before` are the sheets of what was debated before sides were swapped, the first one first.
    """

    reader: Side
    bot: Side
    rounds: int
    rows: tuple[FlowRow, ...]
    turned: tuple[Turned, ...]
    before: tuple[Flow, ...] = ()

    @property
    def sheets(self) -> tuple[Flow, ...]:
        """All sheets, in the order in which they were debated; one that is still empty is left out."""
        return (*self.before, *([replace(self, before=())] if self.rows or not self.before else []))

    def dropped(self, speaker: Speaker) -> tuple[FlowEntry, ...]:
        """Return the points of a side that the other one left unanswered."""
        return tuple(
            entry
            for row in self.rows
            for entry in (row.reader if speaker == "reader" else row.bot)
            if entry.status == "dropped"
        )


def flow_of(debate: Debate, argument_map: ArgumentMap, playbook: Playbook | None = None) -> Flow:
    """Return the sheet of a debate. A point that answers another, or may do so, stands in its row.

    What was heard as a block's argument stands under its issue, a contention under its title; what has
    neither, under the claim that it is about.
    """
    issues = {block.id: block.issue for block in playbook.blocks if block.issue} if playbook else {}
    titles = _titles(debate, playbook)
    row_of: dict[int, RowKey] = {}
    rows: dict[RowKey, list[Point]] = {}
    for point in debate.points:
        issue = issues.get(point.block, "")
        title = issue or titles.get(point.id, "")
        own = title, point.about[0] if point.about and not title else ""
        named = point.by == "reader" and issue  # who makes another argument stands under that
        met = next((row_of[one] for one in (*point.meets, *point.may)), None)
        row = own if named or titles.get(point.id) else met or own
        row_of[point.number] = row
        rows.setdefault(row, []).append(point)
    statuses = _Statuses(debate)
    entries = {point.number: _entry(point, statuses.of(point), debate) for point in debate.points}
    turned = tuple(
        Turned(debate.point(one.first).by, entries[one.first], entries[one.second], one.reason)
        for one in debate.contradictions
    )
    return Flow(
        debate.reader,
        debate.side,
        debate.called(debate.rounds),
        tuple(_row(row, points, entries, argument_map) for row, points in rows.items()),
        turned,
        tuple(flow_of(one, argument_map, playbook) for one in debate.before),
    )


def _titles(debate: Debate, playbook: Playbook | None) -> dict[str, str]:
    """Return the titles of the contentions of the bot's case, by the ids of the points that make them."""
    case = playbook.cases.of(debate.side) if playbook else None
    contentions = case.contentions if case else ()
    return {f"{CONTENTION}{number}": one.title for number, one in enumerate(contentions, start=1)}


RowKey = tuple[str, str]  # the title of a row, else its claim; both empty for what is about none


def _row(
    row: RowKey, points: list[Point], entries: dict[int, FlowEntry], argument_map: ArgumentMap
) -> FlowRow:
    title, claim = row
    known = argument_map.by_id.get(claim)
    reader = tuple(entries[point.number] for point in points if point.by == "reader")
    bot = tuple(entries[point.number] for point in points if point.by == "bot")
    heading = title or (known.says if known else OTHER_POINTS)
    return FlowRow(claim, heading, known.passages if known else (), reader, bot)


def _entry(point: Point, status: PointStatus, debate: Debate) -> FlowEntry:
    return FlowEntry(
        point.number,
        debate.called(point.round),
        point.by,
        point.act,
        point.text,
        point.cites,
        point.answers,
        status,
        point.id,
    )


class _Statuses:
    """What has become of each point of a debate."""

    def __init__(self, debate: Debate) -> None:
        granted = [point for point in debate.points if point.act == "concession"]
        self._debate = debate
        self._granted = {point.answers for point in granted if not point.partly}
        self._in_part = {number for point in granted if point.partly for number in point.meets}
        self._dropped = {point.number for speaker in _SPEAKERS for point in debate.unanswered(speaker)}
        self._argued = {number for point in debate.points for number in _argued(point)}
        self._open = {point.number for point in debate.waiting}

    def of(self, point: Point) -> PointStatus:
        """Return the status of one point."""
        number = point.number
        found: list[tuple[PointStatus, bool]] = [
            ("closing", point.act == "closing"),
            ("granted", point.act == "concession" or number in self._granted),
            ("noted", point.act == "correction"),
            ("withdrawn", number in self._debate.withdrawn),
            ("granted in part", number in self._in_part and number not in self._argued),
            ("answered", number in self._debate.answered),
            ("dropped", number in self._dropped),
            ("open", number in self._open),
        ]
        return next((status for status, holds in found if holds), "noted")


def _argued(point: Point) -> tuple[int, ...]:
    """Return what a point answers with more than a grant."""
    return () if point.act == "concession" else point.meets
