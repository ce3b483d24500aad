"""What a reader exports: the conversation, the flow sheet and evidence cards.

As Markdown, JSON, CSV or a page to print.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.debate.flow import Flow, FlowEntry
from bot.debate.points import Speaker
from bot.output.point_status import said_of
from bot.output.render import plain_markdown
from bot.output.schema import ReplyObject, StatementObject, flat
from bot.output.templating import fragment
from bot.statement.leaning import leans
from bot.statement.marking import marked, marks
from knowledge.argument_map import ArgumentMap, Helps, Side, other_side

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # what a spreadsheet takes for the beginning of one
_SWAPPED_OUT, _SWAPPED_IN = "Before the sides were swapped", "After the sides were swapped"
WHO: dict[Speaker, str] = {"reader": "You", "bot": "The bot"}
SIDES = {"for": "for the recommendation", "against": "against the recommendation"}
FILED: dict[Helps, str] = {  # where a debater files a card, in this order
    "for": "For the recommendation",
    "against": "Against the recommendation",
    "either": "Background, for either side",
}


@dataclass(frozen=True, slots=True)
class ExportedTurn:
    """One question and its reply."""

    question: str
    reply: ReplyObject


@dataclass(frozen=True, slots=True)
class Export:
    """What there is to export: the document's title, the conversation, and the flow of a debate.

    The argument map tells which side a passage helps; `source` is what a card cites, where that is more than
    the title.
    """

    title: str
    said: Sequence[ExportedTurn]
    flow: Flow | None = None
    argument_map: ArgumentMap | None = None
    source: str = ""

    @property
    def cited_as(self) -> str:
        """Return what a card cites, before the number of the passage."""
        return self.source or self.title


def _shown(statement: StatementObject, written: Callable[[str], str] = flat) -> str:
    label = "Concession: " if statement.get("concession") else ""
    return f"{label}{marked(written(statement['text']), statement['cites'])}"


def _plain(text: str) -> str:
    """Return somebody else's text on one line of Markdown that shows it as it stands."""
    return plain_markdown(flat(text))


def conversation_markdown(export: Export) -> str:
    """Return each question, its reply with citations, and the passages cited."""
    parts = [f"# Conversation about: {_plain(export.title)}"]
    for turn in export.said:
        reply, side = turn.reply, turn.reply["side"]
        parts.append(f"## {_plain(turn.question)}")
        parts.append(f"*{reply['mode']}{f', {SIDES[side]}' if side else ''}*")
        parts += [_shown(statement, _plain) for statement in reply["statements"]]
        parts += [f"> [{passage['id']}] {_plain(passage['text'])}" for passage in reply["passages"]]
        parts += [
            f"*Withheld: “{_plain(withheld['text'])}” ({_plain(withheld['reason'])})*"
            for withheld in reply["withheld"]
        ]
    return "\n\n".join(parts) + "\n"


def conversation_json(export: Export) -> str:
    """Return the same for programs: the questions with the reply objects that `debate ask --json` prints."""
    turns = [{"question": turn.question, "reply": turn.reply} for turn in export.said]
    data = {"title": export.title, "conversation": turns}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def conversation_html(export: Export) -> str:
    """Return the same as a page to print."""
    turns = [
        {
            "question": flat(turn.question),
            "sentences": [_shown(statement) for statement in turn.reply["statements"]],
            "passages": turn.reply["passages"],
        }
        for turn in export.said
    ]
    return _page("print_conversation.html", f"Conversation about: {export.title}", turns=turns)


def flow_markdown(export: Export) -> str:
    """Return the flow sheet as a table."""
    flow = export.flow
    if flow is None:
        return "No debate yet.\n"
    parts = [f"# Flow: {_plain(export.title)}"]
    for sheet in flow.sheets:
        if flow.before:
            parts.append(f"## {_SWAPPED_OUT if sheet in flow.before else _SWAPPED_IN}")
        parts.append(_sheet_markdown(sheet))
    return "\n\n".join(parts) + "\n"


def _sheet_markdown(flow: Flow) -> str:
    lines = [f"| claim | you, {flow.reader} | bot, {flow.bot} |", "| --- | --- | --- |"]
    for row in flow.rows:
        cells = (
            f"{_plain(row.title)} {marks(row.cites)}".strip(),
            *("<br>".join(_line(entry, _plain) for entry in entries) for entries in (row.reader, row.bot)),
        )
        lines.append("| " + " | ".join(cells) + " |")
    lines.append("")
    for pair in flow.turned:
        contradiction = f"“{_plain(pair.first.text)}” and “{_plain(pair.second.text)}”"
        lines.append(f"- Contradiction, {WHO[pair.by]}: {contradiction} ({_plain(pair.reason)})")
    return "\n".join(lines).rstrip()


def flow_csv(export: Export) -> str:
    """Return the flow sheet as one line a point, in the page's words. What begins like a formula is kept from
    being one.

    `debate` counts the debates that swaps of sides divide, and `side` is the one that was held in it.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(
        ["number", "round", "by", "act", "claim", "text", "passages", "answers", "status", "debate", "side"]
    )
    rows = [
        (place, sheet, entry, row)
        for place, sheet in enumerate(export.flow.sheets if export.flow else (), start=1)
        for row in sheet.rows
        for entry in (*row.reader, *row.bot)
    ]
    for place, sheet, entry, row in sorted(rows, key=lambda one: (one[0], one[2].number)):
        answers = entry.answers or ""
        table.writerow(
            [
                entry.number,
                entry.round,
                WHO[entry.by],
                entry.act,
                _cell(row.title),
                _cell(entry.text),
                " ".join(map(str, entry.cites)),
                answers,
                said_of(entry),
                place,
                sheet.reader if entry.by == "reader" else sheet.bot,
            ]
        )
    return out.getvalue()


def flow_html(export: Export) -> str:
    """Return the flow sheet as a page to print."""
    flow = export.flow
    sheets = [
        (
            (_SWAPPED_OUT if flow and sheet in flow.before else _SWAPPED_IN) if flow and flow.before else "",
            sheet,
            [
                (
                    f"{row.title} {marks(row.cites)}",
                    [[_line(entry) for entry in cell] for cell in (row.reader, row.bot)],
                )
                for row in sheet.rows
            ],
        )
        for sheet in (flow.sheets if flow else ())
    ]
    return _page("print_flow.html", f"Flow: {export.title}", sheets=sheets)


@dataclass(frozen=True, slots=True)
class Card:
    """An evidence card, as debaters cut them: the claim, the quotations that carry it, where they stand.

    `helps` is the side that reads it.
    """

    claim: str
    quotes: tuple[tuple[int, str], ...]
    helps: Helps = "either"


def cards(export: Export) -> list[Card]:
    """Return a card for each different sentence that says what the document says.

    Its tag is the sentence; where that leans on what stood before it, the claim that its passages carry. What
    has neither is no card.
    """
    by_claim: dict[str, Card] = {}
    for turn in export.said:
        texts = {passage["id"]: passage["text"] for passage in turn.reply["passages"]}
        for statement in turn.reply["statements"]:
            if statement["kind"] == "report":
                quotes = tuple((number, texts[number]) for number in statement["cites"])
                helps = _helped(statement, turn.reply, export.argument_map)
                if tag := _tag(statement, export.argument_map):
                    by_claim.setdefault(tag, Card(tag, quotes, helps))
    return list(by_claim.values())


def filed_cards(export: Export) -> list[tuple[str, list[Card]]]:
    """Return the cards of each side under its heading; a side without a card is left out."""
    given = cards(export)
    filed = [(title, [card for card in given if card.helps == helps]) for helps, title in FILED.items()]
    return [(title, held) for title, held in filed if held]


def _tag(statement: StatementObject, argument_map: ArgumentMap | None) -> str:
    """Return what a card is headed by, which is read alone; "" where nothing says it without its context."""
    if not leans(statement["text"], first=True):
        return statement["text"]
    claims = argument_map.claims if argument_map else ()
    cited = set(statement["cites"])
    carried = next((claim.says for claim in claims if cited and cited == set(claim.passages)), "")
    return f"{carried[:1].upper()}{carried[1:]}." if carried else ""


def _helped(statement: StatementObject, reply: ReplyObject, argument_map: ArgumentMap | None) -> Helps:
    """Return the side that a sentence helps: the one that it is said for, or the other by a concession.

    Where all its passages help the other side by the argument map, it is for either. Where it is said for
    none, the map alone tells.
    """
    numbers = statement["cites"] if argument_map else ()
    helped = {argument_map.side_of_passage(number) for number in numbers} if argument_map else set()
    by_passages: Helps = helped.pop() if len(helped) == 1 else "either"
    sides: dict[str | None, Side] = {"for": "for", "against": "against"}
    said_for = sides.get(statement.get("side") or reply["side"])
    if said_for is None:
        return by_passages
    side = other_side(said_for) if statement.get("concession") else said_for
    return "either" if by_passages == other_side(side) else side


def cards_markdown(export: Export) -> str:
    """Return the evidence cards, each side's apart."""
    parts = [f"# Evidence cards: {_plain(export.title)}"]
    for title, held in filed_cards(export):
        parts.append(f"## {title}")
        for card in held:
            parts.append(f"### {_plain(card.claim)}")
            parts += [
                f"> {_plain(text)}\n>\n> — {_plain(export.cited_as)}, passage {number}"
                for number, text in card.quotes
            ]
    return "\n\n".join(parts) + "\n"


def cards_html(export: Export) -> str:
    """Return the evidence cards as pages to print, each side's apart."""
    title = f"Evidence cards: {export.title}"
    return _page("print_cards.html", title, filed=filed_cards(export), source=export.cited_as)


def cards_docx(export: Export) -> bytes:
    """Return the evidence cards as a Word document."""
    from bot.output.card_document import cards_docx as made  # it loads lxml, and few readers ask for it

    return made(export)


def _line(entry: FlowEntry, written: Callable[[str], str] = flat) -> str:
    answers = f" → {entry.answers}" if entry.answers else ""
    status = f" ({said})" if (said := said_of(entry)) else ""
    return f"{entry.number}. {marked(written(entry.text), entry.cites)}{answers}{status}"


def _cell(text: str) -> str:
    line = flat(text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _page(template: str, title: str, **values: Any) -> str:
    return fragment("bot.output", template).render(title=title, **values)


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A file that can be exported: what it holds, in which format, and what makes it."""

    holds: str
    form: str
    make: Callable[[Export], str | bytes]


EXPORTS: dict[str, ExportKind] = {  # by their names
    "conversation.md": ExportKind("Conversation", "Markdown", conversation_markdown),
    "conversation.html": ExportKind("Conversation", "To print", conversation_html),
    "conversation.json": ExportKind("Conversation", "JSON", conversation_json),
    "flow.md": ExportKind("Flow sheet", "Markdown", flow_markdown),
    "flow.html": ExportKind("Flow sheet", "To print", flow_html),
    "flow.csv": ExportKind("Flow sheet", "CSV", flow_csv),
    "cards.docx": ExportKind("Evidence cards", "Word", cards_docx),
    "cards.md": ExportKind("Evidence cards", "Markdown", cards_markdown),
    "cards.html": ExportKind("Evidence cards", "To print", cards_html),
}
