"""The flow sheet, as debaters keep it.

A column for each side, a row for each claim, what answers what, and what was dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.debate.state import Debate, Point, PointAct, Speaker
from knowledge.argument_map import ArgumentMap, Side

PointStatus = Literal["answered", "dropped", "open", "granted", "closing"]
OTHER_POINTS = "Other points"  # the heading of what is surely about no claim
_SPEAKERS: tuple[Speaker, ...] = ("reader", "bot")


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """A point on the sheet. `status` is open as long as the other side has not had its turn.

    A closing calls for no answer.
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
    """What was said about one claim; `claim` is "" for what is surely about none."""

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


def flow_of(debate: Debate, argument_map: ArgumentMap) -> Flow:
    """Return the sheet of a debate. A point that answers another stands in its row."""
    row_of: dict[int, str] = {}
    rows: dict[str, list[Point]] = {}
    for point in debate.points:
        claim = row_of.get(point.answers) or (point.about[0] if point.about else "")
        row_of[point.number] = claim
        rows.setdefault(claim, []).append(point)
    dropped = {point.number for speaker in _SPEAKERS for point in debate.unanswered(speaker)}
    granted = {point.answers for point in debate.points if point.act == "concession"}
    entries = {
        point.number: _entry(point, _status(point, debate, dropped, granted)) for point in debate.points
    }
    turned = tuple(
        Turned(debate.point(one.first).by, entries[one.first], entries[one.second], one.reason)
        for one in debate.contradictions
    )
    return Flow(
        debate.reader,
        debate.side,
        debate.rounds,
        tuple(_row(claim, points, entries, argument_map) for claim, points in rows.items()),
        turned,
        tuple(flow_of(one, argument_map) for one in debate.before),
    )


def _row(
    claim: str, points: list[Point], entries: dict[int, FlowEntry], argument_map: ArgumentMap
) -> FlowRow:
    known = argument_map.by_id.get(claim)
    reader = tuple(entries[point.number] for point in points if point.by == "reader")
    bot = tuple(entries[point.number] for point in points if point.by == "bot")
    return FlowRow(claim, known.says if known else OTHER_POINTS, known.passages if known else (), reader, bot)


def _entry(point: Point, status: PointStatus) -> FlowEntry:
    return FlowEntry(
        point.number,
        point.round,
        point.by,
        point.act,
        point.text,
        point.cites,
        point.answers,
        status,
        point.id,
    )


def _status(point: Point, debate: Debate, dropped: set[int], granted: set[int]) -> PointStatus:
    if point.act == "closing":
        return "closing"
    if point.act == "concession" or point.number in granted:
        return "granted"
    if point.number in debate.answered:
        return "answered"
    return "dropped" if point.number in dropped else "open"
