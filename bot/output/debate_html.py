"""A debate on the page: the flow sheet beside the chat, and the ballot. Renders and decides nothing."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from bot.debate.ballot import Ballot, Maxim
from bot.debate.flow import Flow, FlowRow
from bot.debate.formats import FORMS
from bot.debate.points import Point, Speaker
from bot.debate.state import Debate
from bot.output.point_status import said_of
from bot.output.reply_html import PACKAGE
from bot.output.templating import fragment

TITLE = 90  # characters of a claim at the head of a row
PARTS = {
    "argument": "Next: your argument.",
    "opening": "Next: your opening.",
    "question": "Next: your question.",
    "answer": "Next: your answer.",
    "rebuttal": "Next: your rebuttal.",
    "closing": "Next: your closing.",
    "silence": "Next: the bot begins.",
}
_FLOW_HOLDS = (
    "your points and the bot's, side by side, under the claim that they are about",
    "which point answers which",
    "what a side granted, and what it left unanswered",
    "where a side contradicts itself",
)
_BALLOT_HOLDS = (
    "who had the better of it",
    "a mark for each side on its length, support, relevance, clarity and answers",
    "the remarks behind each mark, with the round that they are about",
)
MAXIMS: dict[Maxim, str] = {
    "quantity": "Length",
    "quality": "Support",
    "relation": "Relevance",
    "manner": "Clarity",
    "answers": "Answers",
}
DECISIONS = {
    "reader": "You had the better of it.",
    "bot": "The bot had the better of it.",
    None: "It was too close to call.",
}
NOT_JUDGED = "There is nothing to judge yet: only one of you has argued."
HOLDS: dict[tuple[Speaker | None, str], str] = {
    ("reader", "granted"): "yours, since the bot granted it",
    ("bot", "granted"): "the bot's, since you granted it",
    ("reader", "dropped"): "yours, since the bot has not taken it up",
    ("bot", "dropped"): "the bot's, since you have not taken it up",
    (None, "disputed"): "disputed, so it is nobody's",
}


@dataclass(frozen=True, slots=True)
class NextPart:
    """What the reader is to do now, and the minutes that debaters have for it; the page counts them down."""

    name: str
    minutes: int


def no_debate() -> str:
    """Return what stands in place of the flow sheet before a debate."""
    text = "Once you start debating, the flow of the debate is kept here, the way debaters keep it:"
    return fragment(PACKAGE, "empty_sheet.html").render(id="flow-sheet", text=text, holds=_FLOW_HOLDS)


def no_ballot() -> str:
    """Return what stands in place of the ballot before one was asked for."""
    text = "After a round or more you can ask for a ballot:"
    return fragment(PACKAGE, "empty_sheet.html").render(id="ballot-sheet", text=text, holds=_BALLOT_HOLDS)


def flow_sheet(debate: Debate, flow: Flow) -> str:
    """Return the flow sheet; it names what of the argument map was touched, for the picture to light up."""
    form = FORMS[debate.form]
    return fragment(PACKAGE, "flow.html").render(
        flow=flow,
        sheets=[
            (_caption(flow, sheet), sheet, [(_title(row), row) for row in sheet.rows])
            for sheet in reversed(flow.sheets)
        ],
        touched=sorted({part for point in debate.points for part in (*point.about, *_own_id(point))}),
        latest=_latest(debate),
        part=_next_part(debate),
        dropped=(("You", flow.dropped("bot")), ("The bot", flow.dropped("reader"))),
        says=said_of,
        form=form.name,
        note=form.note,
        round=debate.called(debate.rounds),
        rounds=len(form.rounds(debate.reader) or ()),
    )


def ballot_sheet(ballots: tuple[Ballot, ...], before: tuple[Ballot, ...] = ()) -> str:
    """Return the ballots, one below the other: as computed, and by a model where one judges.

    Below them come those on what was debated `before` sides were swapped, the last one first.
    """
    return fragment(PACKAGE, "ballot.html").render(
        ballots=[
            (ballot, DECISIONS[ballot.decision] if ballot.judges else NOT_JUDGED, swapped)
            for given, swapped in ((ballots, False), (reversed(before), True))
            for ballot in given
        ],
        maxims=MAXIMS,
        held=lambda one: HOLDS[one.by, one.reason],
    )


def _caption(flow: Flow, sheet: Flow) -> str:
    """Return what stands above a sheet of the flow."""
    if sheet in flow.before:
        return f"Before the sides were swapped, {sheet.rounds} {'round' if sheet.rounds == 1 else 'rounds'}"
    return f"Flow after round {sheet.rounds}"


def _next_part(debate: Debate) -> NextPart | None:
    """Return what the reader is to do next; None where the debate is closed."""
    if debate.closed:
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
