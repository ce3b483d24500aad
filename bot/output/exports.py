"""What a reader takes along: the conversation, the flow sheet and evidence cards, as Markdown, JSON, CSV or a page to print."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from bot.debate.flow import Flow, FlowEntry
from bot.output.render import plain_markdown
from bot.output.schema import ReplyObject, StatementObject, flat
from bot.statement.marking import marked, marks

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # what a spreadsheet takes for the beginning of one
SIDES = {"for": "for the recommendation", "against": "against the recommendation"}
_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>body{{font:11pt/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em}}'
    "table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid #999;padding:4px 6px;vertical-align:top;text-align:left}}blockquote{{margin:.3em 0 .8em 1em;color:#333}}"
    ".card{{border:1px solid #999;padding:.6em .9em;margin:0 0 .8em;break-inside:avoid}}@media print{{body{{margin:0;max-width:none}}}}</style><h1>{title}</h1>{body}</html>"
)


@dataclass(frozen=True, slots=True)
class ExportedTurn:
    """One question and its reply."""

    question: str
    reply: ReplyObject


@dataclass(frozen=True, slots=True)
class Export:
    """What there is to take along: the document's title, the conversation, and the flow where there was a debate."""

    title: str
    said: Sequence[ExportedTurn]
    flow: Flow | None = None


def _shown(statement: StatementObject, written: Callable[[str], str] = flat) -> str:
    label = "Concession: " if statement.get("concession") else ""
    return f"{label}{marked(written(statement['text']), statement['cites'])}"


def _plain(text: str) -> str:
    """A text of a reader, a document or a model, on one line of Markdown that shows it as it stands."""
    return plain_markdown(flat(text))


def conversation_markdown(export: Export) -> str:
    """Each question, its reply with citations, and the passages cited."""
    parts = [f"# Conversation about: {_plain(export.title)}"]
    for one in export.said:
        side = one.reply["side"]
        parts.append(f"## {_plain(one.question)}")
        parts.append(f"*{one.reply['mode']}{f', {SIDES[side]}' if side else ''}*")
        parts += [_shown(statement, _plain) for statement in one.reply["statements"]]
        parts += [f"> [{passage['id']}] {_plain(passage['text'])}" for passage in one.reply["passages"]]
        parts += [
            f"*Withheld: “{_plain(withheld['text'])}” ({_plain(withheld['reason'])})*"
            for withheld in one.reply["withheld"]
        ]
    return "\n\n".join(parts) + "\n"


def conversation_json(export: Export) -> str:
    """The same for programs: a list of questions with the reply objects that `debate ask --json` prints."""
    given = {
        "title": export.title,
        "conversation": [{"question": one.question, "reply": one.reply} for one in export.said],
    }
    return json.dumps(given, ensure_ascii=False, indent=1) + "\n"


def conversation_html(export: Export) -> str:
    """The same as a page to print."""
    parts = []
    for one in export.said:
        parts.append(f"<h2>{escape(flat(one.question))}</h2>")
        parts += [f"<p>{escape(_shown(statement))}</p>" for statement in one.reply["statements"]]
        parts += [
            f"<blockquote>[{passage['id']}] {escape(passage['text'])}</blockquote>"
            for passage in one.reply["passages"]
        ]
    return _page(f"Conversation about: {export.title}", "".join(parts))


def flow_markdown(export: Export) -> str:
    """The flow sheet as a table."""
    flow = export.flow
    if flow is None:
        return "No debate yet.\n"
    lines = [
        f"# Flow: {_plain(export.title)}",
        "",
        f"| claim | reader, {flow.reader} | bot, {flow.bot} |",
        "| --- | --- | --- |",
    ]
    for row in flow.rows:
        cells = (
            f"{_plain(row.title)} {marks(row.cites)}".strip(),
            *("<br>".join(_told(entry, _plain) for entry in entries) for entries in (row.reader, row.bot)),
        )
        lines.append("| " + " | ".join(cells) + " |")
    lines += [
        "",
        *(
            f"- Double turn of the {one.by}: “{_plain(one.first.text)}” and “{_plain(one.second.text)}” ({_plain(one.reason)})"
            for one in flow.turned
        ),
    ]
    return "\n".join(lines).rstrip() + "\n"


def flow_csv(export: Export) -> str:
    """The flow sheet as one line a point. What begins like a formula is kept from being one."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["number", "round", "by", "act", "claim", "text", "passages", "answers", "status"])
    rows = [
        (entry, row) for row in (export.flow.rows if export.flow else ()) for entry in (*row.reader, *row.bot)
    ]
    for entry, row in sorted(rows, key=lambda pair: pair[0].number):
        answers = entry.answers or ""
        table.writerow(
            [
                entry.number,
                entry.round,
                entry.by,
                entry.act,
                _cell(row.title),
                _cell(entry.text),
                " ".join(map(str, entry.cites)),
                answers,
                entry.status,
            ]
        )
    return out.getvalue()


def flow_html(export: Export) -> str:
    """The flow sheet as a page to print."""
    flow = export.flow
    if flow is None:
        return _page(f"Flow: {export.title}", "<p>No debate yet.</p>")
    rows = "".join(
        f"<tr><th>{escape(row.title)} {marks(row.cites)}</th>"
        + "".join(
            "<td>" + "<br>".join(escape(_told(entry)) for entry in entries) + "</td>"
            for entries in (row.reader, row.bot)
        )
        + "</tr>"
        for row in flow.rows
    )
    turned = "".join(
        f"<p>Double turn of the {one.by}: “{escape(one.first.text)}” and “{escape(one.second.text)}”</p>"
        for one in flow.turned
    )
    return _page(
        f"Flow: {export.title}",
        f"<table><tr><th>Claim</th><th>Reader, {flow.reader}</th><th>Bot, {flow.bot}</th></tr>{rows}</table>{turned}",
    )


@dataclass(frozen=True, slots=True)
class Card:
    """An evidence card, as debaters cut them: the claim, the quotation that carries it, and where it stands."""

    claim: str
    quotes: tuple[tuple[int, str], ...]


def cards(export: Export) -> list[Card]:
    """A card for each different sentence that says what the document says."""
    found: dict[str, Card] = {}
    for one in export.said:
        texts = {passage["id"]: passage["text"] for passage in one.reply["passages"]}
        for statement in one.reply["statements"]:
            if statement["kind"] == "report":
                found[statement["text"]] = Card(
                    statement["text"], tuple((number, texts[number]) for number in statement["cites"])
                )
    return list(found.values())


def cards_markdown(export: Export) -> str:
    """The evidence cards."""
    parts = [f"# Evidence cards: {_plain(export.title)}"]
    for card in cards(export):
        parts.append(f"## {_plain(card.claim)}")
        parts += [
            f"> {_plain(text)}\n>\n> — {_plain(export.title)}, passage {number}"
            for number, text in card.quotes
        ]
    return "\n\n".join(parts) + "\n"


def cards_html(export: Export) -> str:
    """The evidence cards as a page to print."""
    body = "".join(
        f'<div class="card"><b>{escape(card.claim)}</b>'
        + "".join(
            f"<blockquote>{escape(text)}<br>— {escape(export.title)}, passage {number}</blockquote>"
            for number, text in card.quotes
        )
        + "</div>"
        for card in cards(export)
    )
    return _page(f"Evidence cards: {export.title}", body)


def _told(entry: FlowEntry, written: Callable[[str], str] = flat) -> str:
    answers = f" → {entry.answers}" if entry.answers else ""
    return f"{entry.number}. {marked(written(entry.text), entry.cites)}{answers} ({entry.status})"


def _cell(text: str) -> str:
    line = flat(text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _page(title: str, body: str) -> str:
    return _PAGE.format(title=escape(title), body=body)


EXPORTS: dict[
    str, tuple[str, Callable[[Export], str]]
] = {  # what it is called: the file's name, and what makes it
    "Conversation (Markdown)": ("conversation.md", conversation_markdown),
    "Conversation (JSON)": ("conversation.json", conversation_json),
    "Conversation (to print)": ("conversation.html", conversation_html),
    "Flow sheet (Markdown)": ("flow.md", flow_markdown),
    "Flow sheet (CSV)": ("flow.csv", flow_csv),
    "Flow sheet (to print)": ("flow.html", flow_html),
    "Evidence cards (Markdown)": ("cards.md", cards_markdown),
    "Evidence cards (to print)": ("cards.html", cards_html),
}
