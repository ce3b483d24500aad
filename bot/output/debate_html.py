"""A debate on the page: the flow sheet beside the chat, and the ballot. Renders and decides nothing."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from bot.debate.ballot import Ballot
from bot.debate.flow import Flow, FlowRow
from bot.debate.formats import FORMS
from bot.debate.state import Debate, Point
from bot.output.reply_html import PACKAGE
from bot.output.templating import fragment

TITLE = 90  # characters of a claim at the head of a row
PARTS = {
    "argument": "your argument",
    "opening": "your opening",
    "question": "your question",
    "answer": "your answer",
    "rebuttal": "your rebuttal",
    "closing": "your closing",
    "silence": "nothing: let me begin",
}
DECISIONS = {
    "reader": "You had the better of it.",
    "bot": "The bot had the better of it.",
    None: "It was too close to call.",
}


@dataclass(frozen=True, slots=True)
class NextPart:
    """What the reader is to do now, and the minutes that debaters have for it; the page counts them down."""

    name: str
    minutes: int


def no_debate() -> str:
    """Return what stands in place of the flow sheet before a debate."""
    text = "Choose “Debate me” and make your point: the flow of the debate is kept here."
    return fragment(PACKAGE, "empty_sheet.html").render(id="flow-sheet", text=text)


def no_ballot() -> str:
    """Return what stands in place of the ballot before one was asked for."""
    text = "After a round or more, ask for the ballot: how both sides debated, remark by remark."
    return fragment(PACKAGE, "empty_sheet.html").render(id="ballot-sheet", text=text)


def flow_sheet(debate: Debate, flow: Flow) -> str:
    """Return the flow sheet; it names what of the argument map was touched, for the picture to light up."""
    form = FORMS[debate.form]
    return fragment(PACKAGE, "flow.html").render(
        flow=flow,
        rows=[(_title(row), row) for row in flow.rows],
        touched=sorted({part for point in debate.points for part in (*point.about, *_own_id(point))}),
        latest=_latest(debate),
        part=_next_part(debate),
        form=form.name,
        round=debate.rounds + 1,
        rounds=len(form.rounds(debate.reader) or ()),
    )


def ballot_sheet(ballots: tuple[Ballot, ...]) -> str:
    """Return the ballots, one below the other: as computed, and by a model where one judges."""
    return fragment(PACKAGE, "ballot.html").render(
        ballots=[(ballot, DECISIONS[ballot.decision]) for ballot in ballots]
    )


def _next_part(debate: Debate) -> NextPart | None:
    """Return what the reader is to do next; None where the debate is over."""
    if debate.over:
        return None
    part, _ = debate.next_parts
    return NextPart(PARTS[part.kind], part.minutes)


def _latest(debate: Debate) -> list[str]:
    """Return what of the argument map the last point was about, and the point's own place there."""
    last = next((point for point in reversed(debate.points) if point.about), None)
    return [*last.about[:1], *_own_id(last)] if last else []


def _own_id(point: Point) -> list[str]:
    return [point.id] if point.id else []


def _title(row: FlowRow) -> str:
    return textwrap.shorten(row.title[:1].upper() + row.title[1:], TITLE, placeholder=" …")
