"""A reply as Markdown, as plain text and as the chat page's HTML. Renders and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from bot.output.schema import (
    ClosingObject,
    ReplyObject,
    SentenceObject,
    WithheldObject,
    as_object,
    flat,
    statement_of,
)
from bot.statement import Statement, StatementKind
from bot.statement.marking import joined, marked
from bot.turn.reply import Reply, Withheld
from knowledge.argument_map import Side
from knowledge.document import Passage
from knowledge.topic import Topic

VERSION = 12  # signs of a document's hash, by which the page tells versions apart
LABELS: dict[StatementKind, str] = {
    "report": "from the op-ed",
    "critique": "critique",
    "question": "critical question",
    "weighing": "weighing",
    "link": "",
}


def as_text(reply: Reply) -> str:
    """The reply for a pipe: its paragraphs, and what stands behind them."""
    return "\n\n".join([*_paragraphs(reply.statements), *behind(reply)])


def behind(reply: Reply) -> list[str]:
    """What stands behind a reply, each as a paragraph: what a closing lists, the passages cited, how much was withheld and why, and how it was made."""
    lines = []
    given = as_object(reply)
    if "closing" in given:
        for title, items in closing_of(given["closing"]):
            told = [f"- {marked(text, cites)}" for text, cites in items]
            lines.append("\n".join([f"{title}:", *(told or ["- nothing"])]))
    if reply.passages:
        lines.append(
            "\n".join(f"[{passage.id}] {flat(passage.text)}{_page(passage)}" for passage in reply.passages)
        )
    if reply.withheld:
        lines.append(
            "\n".join([withheld_count(reply.withheld_count) + ":", *(_why(one) for one in reply.withheld)])
        )
    if made_of(given):
        lines.append("\n".join(made_of(given)))
    return lines


def as_markdown(reply: Reply) -> str:
    """The same for a terminal that renders Markdown: the passages as a quiet list."""
    parts = [plain_markdown(paragraph) for paragraph in _paragraphs(reply.statements)]
    if reply.passages:
        parts.append("---")
        parts += [
            f"> \\[{passage.id}\\] {plain_markdown(flat(passage.text))}{_page(passage)}"
            for passage in reply.passages
        ]
    if reply.withheld:
        parts.append(
            "\n".join(
                [
                    f"*{withheld_count(reply.withheld_count)}*",
                    "",
                    *(f"- {plain_markdown(_why(one))}" for one in reply.withheld),
                ]
            )
        )
    parts += [f"*{plain_markdown(line)}*" for line in made_of(as_object(reply))]
    return "\n\n".join(parts)


def _page(passage: Passage) -> str:
    return f" (page {passage.page})" if passage.page else ""


def withheld_count(number: int) -> str:
    """ "2 sentences withheld" """
    return f"{number} sentence{'' if number == 1 else 's'} withheld"


def _why(one: Withheld) -> str:
    return f"“{one.statement.text}” ({one.verdict.reason})"


def _paragraphs(statements: Sequence[Statement]) -> list[str]:
    """Reports and links run on as prose; what argues stands alone."""
    given: list[str] = []
    for kind, group in groupby(statements, key=lambda statement: statement.kind):
        sentences = [statement.marked for statement in group]
        given += [joined(sentences)] if kind in ("report", "link") else sentences
    return given


def plain_markdown(text: str) -> str:
    """The text as Markdown that shows it as it stands: no markup, no HTML, no link."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~$&" else sign for sign in text)


# ── the chat page ──


def card(
    statements: Sequence[Statement],
    withheld: Sequence[WithheldObject] = (),
    *,
    done: ReplyObject | bool = True,
    place: int | None = None,
) -> str:
    """The reply as HTML on one line, so that no Markdown reader takes a part of it for its own; with the whole reply, how it was made, too.

    `place` is its place in the log, by which a reader can contest a sentence.
    """
    groups = [
        _column(side, tuple(column))
        for side, column in groupby(statements, key=lambda statement: statement.side)
    ]
    last = (
        '<button type="button" class="copy">Copy</button>'
        if done
        else '<span class="waiting">Writing on …</span>'
    )
    whole = None if isinstance(done, bool) else done
    cites = (
        f" doc-{whole['document'][:VERSION]}" if whole else ""
    )  # a class, since the chat's sanitiser drops other attributes
    behind = [
        _withheld(withheld),
        *((_why_moved(whole), _details(whole), _contest(whole, place)) if whole else ()),
    ]
    return f'<div class="reply{cites}">{"".join(groups)}{_closing(whole) if whole else ""}<div class="foot">{"".join(behind)}{last}</div></div>'


def card_of(reply: ReplyObject, place: int | None = None) -> str:
    """The card of a reply that was kept."""
    return card(
        [statement_of(one) for one in reply["statements"]], reply["withheld"], done=reply, place=place
    )


def _column(side: Side | None, statements: Sequence[Statement]) -> str:
    """What one side says as a column, where a reply gives both; else the groups as they come."""
    groups = "".join(
        _group(kind, tuple(group))
        for kind, group in groupby(statements, key=lambda statement: statement.kind)
    )
    return f'<div class="column {side}">{groups}</div>' if side else groups


def _group(kind: StatementKind, statements: Sequence[Statement]) -> str:
    label = f'<span class="kind">{LABELS[kind]}</span>' if LABELS[kind] else ""
    return f'<div class="group {kind}">{label}<p>{" ".join(_sentence(statement) for statement in statements)}</p></div>'


def _sentence(statement: Statement) -> str:
    label = '<span class="conceded">concession</span> ' if statement.concession else ""
    return f'<span class="statement">{label}{escape(statement.text)}{"".join(mark(number) for number in statement.cites)}</span>'


def mark(number: int) -> str:
    """A citation that opens its passage."""
    return f'<a class="cite" href="#passage-{number}"><span class="unseen">passage </span>{number}</a>'


def _withheld(withheld: Sequence[WithheldObject]) -> str:
    if not withheld:
        return ""
    items = "".join(
        f"<li><s>{escape(one['text'])}</s> <span>{escape(one['reason'])}.</span></li>" for one in withheld
    )
    return f'<details class="withheld"><summary>{withheld_count(len(withheld))}</summary><ul>{items}</ul></details>'


def _details(reply: ReplyObject) -> str:
    if not (lines := made_of(reply)):
        return ""
    return f'<details class="made"><summary>How this was made</summary><ul>{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul></details>'


def _why_moved(reply: ReplyObject) -> str:
    """For whoever learns to debate: why this move was made."""
    lines = reply["round"]["why"] if "round" in reply else []
    if not lines:
        return ""
    return f'<details class="why"><summary>Teach me: why this move</summary><ul>{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul></details>'


def _contest(reply: ReplyObject, place: int | None) -> str:
    """The sentences of the reply, each to be contested; which one stands in the class, since the chat's sanitiser drops other attributes."""
    if place is None:
        return ""
    buttons = [
        f'<li><button type="button" class="contest-one at-{place}-{number}">{escape(statement["text"])}</button></li>'
        for number, statement in enumerate(reply["statements"])
        if statement["kind"] != "link"
    ]
    if not buttons:
        return ""
    return f'<details class="contest"><summary>Contest a sentence</summary><p>It is judged again, by another judge.</p><ul>{"".join(buttons)}</ul></details>'


def _closing(reply: ReplyObject) -> str:
    if "closing" not in reply:
        return ""
    parts = "".join(
        f"<h3>{title}</h3><ul>{''.join(f'<li>{escape(text)}{chr(32).join(map(mark, cites))}</li>' for text, cites in items) or '<li>nothing</li>'}</ul>"
        for title, items in closing_of(reply["closing"])
    )
    return f'<div class="closing">{parts}</div>'


def closing_of(closing: ClosingObject) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    """What a closing lists: under each heading the sentences, with what they cite. The reader's own words are given as such."""

    def told(points: Sequence[SentenceObject]) -> list[tuple[str, list[int]]]:
        return [(point["text"], point["cites"]) for point in points]

    return [
        ("You granted", told(closing["granted_by_reader"])),
        ("I granted", told(closing["granted_by_bot"])),
        ("You left unanswered", told(closing["dropped_by_reader"])),
        ("I left unanswered, in your words", told(closing["dropped_by_bot"])),
        (
            "Evidence from outside that would settle it",
            [(text[:1].upper() + text[1:], []) for text in closing["settled_by"]],
        ),
    ]


def made_of(reply: ReplyObject) -> list[str]:
    """How a reply was made, in a few lines: how the question was understood, who wrote, what it took; nothing where there is nothing to tell."""
    lines = []
    if "understood" in reply:
        lines.append(f"Understood as: {reply['understood']}")
    if "usage" in reply:
        used = reply["usage"]
        cost = f", ${reply['cost']:.4f}" if reply.get("cost") else ""
        wrote = f"{used['tokens_in']} tokens read, {used['tokens_out']} written{cost}"
        lines.append(
            f"Written by {used['model']}, kept from an earlier time"
            if used["cached"]
            else f"Written by {used['model']}: {wrote}"
        )
    if "failure" in reply:
        lines.append(f"Finished by the built-in writer: {reply['failure']}")
    if "usage" in reply and "prompts" in reply:
        lines.append(f"Prompts {reply['prompts'][:12]}")
    return lines


def said(text: str) -> str:
    """What the reader typed, as HTML that shows it and does nothing else."""
    return f'<div class="said">{escape(text.strip()).replace(chr(10), "<br>")}</div>'


def waiting() -> str:
    """What stands in the log until the first sentence has passed."""
    return '<div class="reply"><div class="group link"><p class="waiting">Writing, and checking each sentence …</p></div></div>'


def notice(text: str) -> str:
    """One sentence from the program itself: an error that the reader can mend."""
    return f'<div class="reply"><div class="group notice"><p>{escape(text)}</p></div></div>'


def document_panel(topic: Topic, *, alone: bool = False, evaluated: bool = True) -> str:
    """The document with a place to scroll to for each passage, and who vouches for the argument map; `alone` on a page of its own.

    `evaluated` leads to the page of evaluations.
    """
    heading, subheading = ("h1", "h2") if alone else ("h2", "h3")
    links = "" if alone else ' <a href="library">All op-eds</a>'
    if evaluated and not alone:
        links = f' <a href="evaluations">How faithful are the replies?</a>{links}'
    paragraphs = []
    section, page = "", 0
    for _, group in groupby(topic.document.passages, key=lambda passage: passage.paragraph):
        passages = tuple(group)
        if passages[0].section and passages[0].section != section:
            section = passages[0].section
            paragraphs.append(f"<{subheading}>{escape(section)}</{subheading}>")
        if passages[0].page != page:
            page = passages[0].page
            paragraphs.append(f'<p class="page">Page {page}</p>')
        paragraphs.append(f"<p>{' '.join(_passage(passage) for passage in passages)}</p>")
    return (
        f'<section class="document" data-document="{topic.document.sha256[:VERSION]}" aria-label="The document"><header><{heading}>{escape(topic.document.title)}</{heading}>'
        f'<p class="vouched">{escape(vouched(topic))}{links}</p></header>{"".join(paragraphs)}</section>'
    )


def _passage(passage: Passage) -> str:
    return f'<span class="passage" id="passage-{passage.id}" tabindex="-1"><sup>{passage.id}</sup>{escape(flat(passage.text))}</span>'


def vouched(topic: Topic) -> str:
    """Which text is cited, and whether its author has signed off the argument map."""
    text = "A restatement of the op-ed in other words" if topic.source == "brief" else f"From {topic.source}"
    if topic.argument_map is None:
        return f"{text}. It has no argument map yet, so I can answer but not argue."
    waiting, made = len(topic.argument_map.unreviewed), topic.argument_map.mined_by
    if waiting:
        by = {"rules": "by rules", "model": "by a model"}.get(made or "", "in part by rules")
        return f"{text}. The argument map was made {by}; {waiting} of its {len(topic.argument_map.claims)} claims were not looked at by anybody."
    if topic.argument_map.reviewed_by is None:
        return f"{text}. The argument map is not yet signed off by the author."
    return f"{text}. The argument map was reviewed by {topic.argument_map.reviewed_by} on {topic.argument_map.reviewed_on}."
