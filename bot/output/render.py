"""A reply as Markdown and as plain text, and what every form of it says. Renders and decides nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from bot.output.schema import ClosingObject, ReplyObject, SentenceObject, as_object, flat
from bot.statement import Statement
from bot.statement.layout import in_lines
from bot.statement.marking import joined, marked
from bot.turn.reply import Reply, Withheld
from knowledge.document import Passage
from knowledge.topic import Topic

_OPENS_POINT = re.compile(r"- |\d+\. ")


def as_text(reply: Reply) -> str:
    """Return the reply for a pipe: its paragraphs, and what stands behind them."""
    return "\n\n".join([*_paragraphs(reply.statements), *behind(reply)])


def behind(reply: Reply) -> list[str]:
    """Return what stands behind a reply, each as a paragraph.

    What a closing lists, the passages cited, how much was withheld and why, and how it was made.
    """
    paragraphs = []
    data = as_object(reply)
    if "closing" in data:
        for title, items in closing_of(data["closing"]):
            listed = [f"- {marked(text, cites)}" for text, cites in items]
            paragraphs.append("\n".join([f"{title}:", *(listed or ["- nothing"])]))
    if reply.passages:
        paragraphs.append("\n".join(_cited(passage) for passage in reply.passages))
    if reply.withheld:
        reasons = [_why(sentence) for sentence in reply.withheld]
        paragraphs.append("\n".join([f"{withheld_count(reply.withheld_count)}:", *reasons]))
    if made_of(data):
        paragraphs.append("\n".join(made_of(data)))
    return paragraphs


def as_markdown(reply: Reply) -> str:
    """Return the same for a terminal that renders Markdown: the passages as a quiet list."""
    parts = [_lines_as_markdown(paragraph) for paragraph in _paragraphs(reply.statements)]
    if reply.passages:
        parts.append("---")
        parts += [
            f"> \\[{passage.id}\\] {plain_markdown(flat(passage.text))}{_page(passage)}"
            for passage in reply.passages
        ]
    if reply.withheld:
        reasons = [f"- {plain_markdown(_why(sentence))}" for sentence in reply.withheld]
        parts.append("\n".join([f"*{withheld_count(reply.withheld_count)}*", "", *reasons]))
    parts += [f"*{plain_markdown(line)}*" for line in made_of(as_object(reply))]
    return "\n\n".join(parts)


def _cited(passage: Passage) -> str:
    return f"[{passage.id}] {flat(passage.text)}{_page(passage)}"


def _page(passage: Passage) -> str:
    return f" (page {passage.page})" if passage.page else ""


def withheld_count(number: int) -> str:
    """Return how much was withheld: "2 sentences withheld"."""
    return f"{number} sentence{'' if number == 1 else 's'} withheld"


def _why(sentence: Withheld) -> str:
    return f"“{sentence.statement.text}” ({sentence.verdict.reason})"


def _paragraphs(statements: Sequence[Statement]) -> list[str]:
    """Return the paragraphs of a reply, and its lists and titles with their lines.

    Where a reply has no layout of its own, reports and links run on as prose, and what argues stands alone.
    """
    if any(statement.layout != "run on" for statement in statements):
        return in_lines(statements).split("\n\n")
    paragraphs: list[str] = []
    for kind, group in groupby(statements, key=lambda statement: statement.kind):
        sentences = [statement.marked for statement in group]
        paragraphs += [joined(sentences)] if kind in ("report", "link") else sentences
    return paragraphs


def plain_markdown(text: str) -> str:
    """Return the text as Markdown that shows it as it stands: no markup, no HTML, no link."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~$&" else sign for sign in text)


def _lines_as_markdown(paragraph: str) -> str:
    """Return a paragraph or a list as Markdown that keeps its lines: a bullet stays one, a title is bold."""
    lines = paragraph.split("\n")
    if paragraph.startswith("| "):
        return "\n".join(_row_as_markdown(line) for line in lines)
    written = [
        f"- {plain_markdown(line[2:])}" if line.startswith("- ") else plain_markdown(line) for line in lines
    ]
    listed = all(_OPENS_POINT.match(line) for line in lines)
    if len(lines) > 1 and not listed:
        written[0] = f"**{written[0]}**"
    return ("\n" if listed else "  \n").join(written)


def _row_as_markdown(line: str) -> str:
    """Return a row of a table with its cells as they stand."""
    if line.startswith("| ---"):
        return line
    cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
    return f"| {' | '.join(plain_markdown(cell) for cell in cells)} |"


def closing_of(closing: ClosingObject) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    """Return what a closing lists: under each heading the sentences, with what they cite.

    The reader's own words are given as such. A heading with nothing under it is left out: that something was
    left unanswered may not be sure, and that nothing was is no surer.
    """

    def sentences(points: Sequence[SentenceObject]) -> list[tuple[str, list[int]]]:
        return [(point["text"], point["cites"]) for point in points]

    listed: list[tuple[str, list[tuple[str, list[int]]]]] = [
        ("You granted", sentences(closing["granted_by_reader"])),
        ("I granted", sentences(closing["granted_by_bot"])),
        ("You left unanswered", sentences(closing["dropped_by_reader"])),
        ("I left unanswered, in your words", sentences(closing["dropped_by_bot"])),
        ("Said last, before you called for the closing", sentences(closing.get("waits", []))),
        (
            "Outside evidence that would settle it",
            [(text[:1].upper() + text[1:], []) for text in closing["settled_by"]],
        ),
    ]
    return [(title, items) for title, items in listed if items]


def made_of(reply: ReplyObject) -> list[str]:
    """Return how a reply was made, in a few lines: how the question was understood, who wrote, what it took.

    Nothing where there is nothing to tell.
    """
    lines = []
    if "understood" in reply:
        lines.append(f"Understood as: {reply['understood']}")
    if "usage" in reply:
        used = reply["usage"]
        cost = f", ${reply['cost']:.4f}" if reply.get("cost") else ""
        wrote = f"{used['tokens_in']} tokens read, {used['tokens_out']} written{cost}"
        lines.append(
            f"Written by {used['model']}, reused from an earlier reply"
            if used["cached"]
            else f"Written by {used['model']}: {wrote}"
        )
    if "checking" in reply:
        checked = reply["checking"]
        read = f"{checked['tokens_in']} tokens read, {checked['tokens_out']} written"
        lines.append(f"Checked by {checked['model']}: {read}")
    if "failure" in reply:
        lines.append(f"Finished by the built-in writer: {reply['failure']}")
    if "usage" in reply and "prompts" in reply:
        lines.append(f"Prompts {reply['prompts'][:12]}")
    return lines


ASK_ONLY = "Until then it is only a guess: ask about the op-ed rather than argue it."


def vouched(topic: Topic) -> str:
    """Return which text is cited, and whether its author has signed off the argument map."""
    text = "A restatement of the op-ed in other words" if topic.source == "brief" else f"From {topic.source}"
    argument_map = topic.argument_map
    if argument_map is None:
        return f"{text}. It has no argument map yet, so I can answer but not argue."
    if waiting := len(argument_map.unreviewed):
        miner = {"rules": "by rules", "model": "by a model"}.get(
            argument_map.mined_by or "", "in part by rules"
        )
        held = "" if argument_map.arguable else f" {ASK_ONLY}"
        unseen = f"{waiting} of its {len(argument_map.claims)} claims still have to be reviewed"
        return f"{text}. The argument map was made {miner}; {unseen}.{held}"
    if argument_map.reviewed_by is None:
        return f"{text}. The argument map is not yet signed off by the author."
    on = argument_map.reviewed_on
    when = f" on {on:%B} {on.day}, {on.year}" if on else ""
    return f"{text}. The argument map was reviewed by {argument_map.reviewed_by}{when}."
