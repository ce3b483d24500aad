"""A debate on the page: the flow sheet beside the chat, the closing, the ballot. HTML alone; renders and decides nothing."""

from __future__ import annotations

import textwrap
from html import escape

from bot.debate.ballot import Ballot, Sheet
from bot.debate.flow import Flow, FlowEntry, FlowRow, Turned
from bot.debate.state import FORMS, Debate
from bot.output.render import mark

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
NO_DEBATE = '<section class="sheet" id="flow-sheet"><p class="empty">Choose “Debate me” and make your point: the flow of the debate is kept here.</p></section>'
NO_BALLOT = '<section class="sheet" id="ballot-sheet"><p class="empty">After a round or more, ask for the ballot: how both sides debated, remark by remark.</p></section>'


def flow_sheet(debate: Debate, flow: Flow) -> str:
    """The flow sheet; `data-touched` names what of the map the debate has touched, for the picture to light up, `data-latest` what the
    last point was about.
    """
    touched = sorted(
        {one for point in debate.points for one in (*point.about, *([point.id] if point.id else []))}
    )
    last = next((point for point in reversed(debate.points) if point.about), None)
    latest = [*last.about[:1], *([last.id] if last.id else [])] if last else []
    rows = "".join(_row(row) for row in flow.rows)
    return (
        f'<section class="sheet" id="flow-sheet" data-touched="{escape(" ".join(touched))}" data-latest="{escape(" ".join(latest))}">{_next(debate)}'
        f'<div class="scroll" role="region" aria-label="Flow sheet" tabindex="0"><table><caption>Flow after round {flow.rounds}</caption>'
        f'<thead><tr><th scope="col">Claim</th><th scope="col">You, {flow.reader}</th><th scope="col">Bot, {flow.bot}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_turned(flow.turned)}</section>"
    )


def _next(debate: Debate) -> str:
    """What the reader is to do now, with the minutes that debaters have for it; the page counts them down."""
    if debate.over:
        return '<p class="next">The debate is over. Ask for the ballot.</p>'
    part, _ = debate.next_parts
    form = FORMS[debate.form]
    of = f" of {len(form.rounds(debate.reader))}" if form.rounds(debate.reader) else ""
    timer = (
        f' <span class="timer" data-minutes="{part.minutes}" role="timer">{part.minutes}:00</span>'
        if part.minutes
        else ""
    )
    return f'<p class="next">{form.name}, round {debate.rounds + 1}{of}. Next: {PARTS[part.kind]}.{timer}</p>'


def _row(row: FlowRow) -> str:
    title = escape(
        textwrap.shorten(row.title[:1].upper() + row.title[1:], TITLE, placeholder=" …")
    ) + "".join(mark(number) for number in row.cites)
    cells = "".join(
        f"<td>{''.join(_entry(entry) for entry in entries) or '<span class=quiet>–</span>'}</td>"
        for entries in (row.reader, row.bot)
    )
    return f'<tr><th scope="row">{title}</th>{cells}</tr>'


def _entry(entry: FlowEntry) -> str:
    arrow = f'<span class="arrow">→ answers {entry.answers}</span>' if entry.answers else ""
    cites = "".join(mark(number) for number in entry.cites)
    label = f'<span class="status {entry.status}">{entry.status}</span>'
    return f'<div class="entry {entry.act} {entry.status}"><b>{entry.number}</b> <span class="quiet">round {entry.round}</span> {escape(entry.text)}{cites} {arrow} {label}</div>'


def _turned(turned: tuple[Turned, ...]) -> str:
    if not turned:
        return ""
    items = "".join(
        f"<li>{'You' if one.by == 'reader' else 'The bot'}, round {one.first.round}: “{escape(one.first.text)}” and round {one.second.round}: "
        f"“{escape(one.second.text)}” ({escape(one.reason)})</li>"
        for one in turned
    )
    return f'<div class="turned"><h2>Double turns</h2><ul>{items}</ul></div>'


def ballot_sheet(ballots: tuple[Ballot, ...]) -> str:
    """The ballots, one below the other: as computed, and by a model where one judges."""
    return (
        f'<section class="sheet" id="ballot-sheet">{"".join(_ballot(ballot) for ballot in ballots)}</section>'
    )


def _ballot(ballot: Ballot) -> str:
    decision = {
        "reader": "You had the better of it.",
        "bot": "The bot had the better of it.",
        None: "It was too close to call.",
    }[ballot.decision]
    by = (
        "as computed, without a model"
        if ballot.judge == "computed"
        else f"by {escape(ballot.judge)}, asked twice with the sides exchanged"
    )
    return (
        f"<h2>Ballot, {by}</h2><p>{decision}</p>{_sheet('You', ballot.reader)}{_sheet('The bot', ballot.bot)}"
    )


def _sheet(who: str, sheet: Sheet) -> str:
    rows = "".join(
        f'<tr><th scope="row">{one.maxim}</th><td>{one.mark:g}</td><td>'
        + (
            "<ul>"
            + "".join(f"<li>Round {remark.round}: {escape(remark.text)}</li>" for remark in one.remarks)
            + "</ul>"
            if one.remarks
            else "–"
        )
        + "</td></tr>"
        for one in sheet.marks
    )
    return (
        f'<div class="scroll" role="region" aria-label="Ballot of {who.lower()}" tabindex="0"><table><caption>{who}, {sheet.side}: {sheet.mean:.1f} of 10</caption>'
        f'<thead><tr><th scope="col">On</th><th scope="col">Mark</th><th scope="col">Remarks</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )
