"""A model's words to statements: sentences of prose, or lines in a small tagged form, read leniently.

Prose with `[n]` behind its sentences is what a model is asked for. `kind [numbers]: sentence` is understood,
and what small models make of either, where it can be: lists, bold type, JSON, citations in other brackets,
behind the sentence or not at all, no kind. Introductions, headings, reasoning and whatever else is no
statement are dropped. Nothing here decides what is shown: that is the gate's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.statement import Statement, StatementKind
from bot.statement.attribution import CONCEDES, attribution_in
from bot.statement.marking import stopped
from bot.writers.model.json_lines import objects
from bot.writers.model.prose import LABELLED, PARAGRAPH, as_sentences, sentences_of
from bot.writers.model.tags import NUMBERS, TAGS, tag_of
from knowledge.sentences import sentence_spans
from knowledge.typography import tidy

RANGE = 12  # passages that a range like [3-7] may span

_MARK = re.compile(
    r"\s*(?:[\[【]+\s*(?:passages?|sentences?|sources?|refs?|cit(?:es?|ations?)|p\.|no\."
    rf"|[¶#§^])?\s*:?\s*(?P<square>{NUMBERS})\s*(?:†[^】\]]*)?[\]】]+"
    r"|[(（]\s*(?:(?:passages?|sentences?|sources?|refs?|see|¶)\.?\s*(?P<named>\d{1,4}(?:\s*(?:,|;|and|&|-"
    r"|–|to)\s*\d{1,4})*)|(?P<round>\d{1,3}(?:\s*(?:,|;|and|&|-|–)\s*\d{1,3})*))\s*[)）])",
    re.IGNORECASE,
)
_ROW = re.compile(r"^\s*\|(?P<cells>.*\|.*)\|\s*$")  # of a table
_QUOTED = re.compile(r'^"(?P<text>.*)",$|^"(?P<line>(?:\w+ )?\w+ ?\[.*)"$')
_NUMBERED = re.compile(r"^(?:[-*•‣–—+]\s+|#{1,6}\s+|>\s+|\(?(?P<number>\d{1,2})[.):]\s+)+")
_PREFACE = re.compile(  # of a line that ends in a colon or an exclamation mark, or is no more than this
    r"^(?:sure|certainly|of course|okay|ok|absolutely|great question|good question|let me|let's|below"
    r"|here (?:is|are|'s)|here’s|the following|i will|i'll|answer|response|in summary|in conclusion"
    r"|based on (?:the|these) passages)\b(?:.*[:!]|[,.]?)$",
    re.IGNORECASE,
)
_META = re.compile(
    r"^(?:(?:ok|okay|sure)[,!.]? )?(?:as an ai|as a language model|i(?:'m| am) sorry,? but i can"
    r"|let me (?:think|know|see)|(?:i )?hope th(?:is|at) helps|feel free to"
    r"|would you like (?:me|more|another)|do you want me|(?:(?:my|final) answer|thinking|reasoning) ?:)",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\bthe (?:op-ed|article|author|text|passages?)(?: itself)? (?:does not|do not|doesn['’]t|don['’]t"
    r"|never|gives no|names no|puts no|offers no|shows no|leaves|says nothing|is silent|has no"
    r"|provides no|cites no|mentions no)\b",
    re.IGNORECASE,
)
_WEIGHS = re.compile(
    r"^(?:whoever|who ranks|those who|readers who|if one|anyone who|someone who)\b", re.IGNORECASE
)
_BLANKS = re.compile(r"(?:\[[^\]\d]+\][,.]?\s*)+$")  # "[Name], [Town]"
_THOUGHT_OPENS = re.compile(
    r"<(?:think|thinking|thought|reasoning|scratchpad|analysis)\b[^>]*>|\[think\]|◁think▷"
    r"|<\|channel\|>analysis",
    re.IGNORECASE,
)
_THOUGHT_CLOSES = re.compile(
    r"</(?:think|thinking|thought|reasoning|scratchpad|analysis)\s*>|\[/think\]|◁/think▷|<\|end\|>"
    r"|<\|channel\|>final(?:<\|message\|>)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What one line or sentence says.

    `number` is the one in front of it, where it has one; `item` says that it is an item of a list, `tagged`
    that its kind was named, `opens` that it opens a paragraph.
    """

    statement: Statement
    number: int | None = None
    item: bool = False
    tagged: bool = False
    opens: bool = False


def read_statements(pieces: Iterable[str | None]) -> Iterator[DraftLine | None]:
    """Yield the statements in a model's words, each as soon as its sentence or line is whole.

    A None among the pieces says that no more is there yet; it comes out again once all statements so far
    have.
    """
    for entry in objects(without_thoughts(as_sentences(pieces))):
        if entry is None:
            yield None
        elif isinstance(entry, str):
            opens = entry.startswith(PARAGRAPH)
            for line in parse_line(entry):
                yield replace(line, opens=opens)
                opens = False
        elif entry.kind:
            yield from _from_fields(entry.kind, entry.cites, entry.text)
        else:
            yield from (
                replace(one, statement=_citing(one.statement, entry.cites)) for one in parse_line(entry.text)
            )


def _citing(statement: Statement, cites: tuple[int, ...]) -> Statement:
    return statement if statement.cites or statement.kind == "link" else replace(statement, cites=cites)


def without_thoughts(lines: Iterable[str | None]) -> Iterator[str | None]:
    """Yield the lines without what a model thinks aloud between tags."""
    inside = False
    for line in lines:
        if line is None:
            yield None
            continue
        said = ""
        while line:
            end = (_THOUGHT_CLOSES if inside else _THOUGHT_OPENS).search(line)
            if not inside:
                said += line[: end.start()] if end else line
            line = line[end.end() :] if end else ""
            inside = inside is not (end is not None)
        said = _THOUGHT_CLOSES.sub(
            "", said
        )  # some templates open the thought themselves, so that only its end is written
        if said.strip():
            yield said


def parse_line(line: str) -> Iterator[DraftLine]:
    """Yield the statements of one line.

    Several where it holds several sentences, none where it is no statement.
    """
    text = line.strip().strip("|").strip()
    row = None if tag_of(text) else _ROW.match(line)
    if row:
        text = _in_words(row["cells"])
    if quoted := _QUOTED.match(text):  # a string of JSON, or a line of the tagged form
        text = (quoted["text"] or quoted["line"]).strip()
    heading = text.startswith("#")
    listed = _NUMBERED.match(text)
    number = int(listed["number"]) if listed and listed["number"] else None
    text = re.sub(r"\*\*|__(?=\S)|(?<=\S)__|`", "", text[listed.end() :] if listed else text).strip()
    tag = tag_of(text)
    if tag is None:
        cites, body = _marks(text)
        word = re.search(r"[^\W\d]{2}.*\s|[^\W\d]{4}.*[,.!?:]$|^\[[^\W\d]{2}", body)
        if heading or not word or (not cites and (_PREFACE.match(text) or _META.match(text))):
            return
        if (text.endswith(":") and not cites) or _BLANKS.match(
            text
        ):  # it leads on to a list, or is to be filled in
            yield DraftLine(Statement("link", text), opens=True)
            return
        kind = ""
    else:
        kind, cites, body = tag["tag"], numbers(tag["cites"]), text[tag.end() :]
    if tag is None and len(sentences := sentences_of(text)) > 1:  # each keeps the marks behind it
        for sentence in sentences:
            yield from parse_line(sentence)
        return
    for statement in _from_fields(kind, cites, body):
        item = row is not None or listed is not None
        yield replace(statement, number=number, item=item, tagged=tag is not None)
        number, row, listed = None, None, None  # what an item goes on with runs on


def _in_words(cells: str) -> str:
    """Return a row of a table as words: what it is of, and what the other cells tell; "" for a rule."""
    first, *others = (cell.strip() for cell in cells.split("|"))
    if not re.search(r"\w", cells):
        return ""
    return f"{first}: {'; '.join(cell for cell in others if cell)}" if first else "; ".join(others)


def _from_fields(tag: str, cites: tuple[int, ...], body: str) -> Iterator[DraftLine]:
    """Yield statements from the parts of a line or of a JSON object."""
    kind = TAGS.get(tag.strip().lower().rstrip("s"), "") or TAGS.get(tag.strip().lower(), "")
    marks, body = _marks(body)
    body = _tidied(body, quoted=bool(kind))
    if kind == "none" or not body:
        return
    sentences = [body[start:end].strip() for start, end in sentence_spans(body)] if kind != "link" else [body]
    if len(sentences) == 1:
        yield DraftLine(_statement(kind, _unique((*cites, *marks)), body))
        return
    for sentence in sentences:  # which passage belongs to which sentence is then for the gate to find
        yield DraftLine(_statement(kind, (), sentence))


def _statement(kind: str, cites: tuple[int, ...], text: str) -> Statement:
    if not (text.endswith("]") or LABELLED.match(text)):  # "[Name]", "Subject: Hours"
        text = stopped(text)
    if kind == "link" and not cites:
        return Statement("link", text)
    if kind in ("", "link"):
        kind = _kind_of(text)
    if kind in ("concession", "report"):
        conceded = kind == "concession" or CONCEDES.match(text) is not None
        return Statement("report", text, cites, concession=conceded)
    return Statement(_KINDS[kind], text, cites)


_KINDS: dict[str, StatementKind] = {"critique": "critique", "question": "question", "weighing": "weighing"}


def _kind_of(text: str) -> str:
    """Return the kind that a sentence without one looks like."""
    if text.endswith("?"):
        return "question"
    if CONCEDES.match(text):
        return "concession"
    if _WEIGHS.match(text):
        return "weighing"
    return "critique" if _ABSENT.search(text) and not attribution_in(text) else "report"


def _marks(text: str) -> tuple[tuple[int, ...], str]:
    """Return the citation marks in a text, and the text without them."""
    found: list[int] = []
    for mark in _MARK.finditer(text):
        found += numbers(mark["square"] or mark["named"] or mark["round"])
    return _unique(found), _MARK.sub("", text)


def numbers(text: str) -> tuple[int, ...]:
    """Return the numbers in "3, 5", "3-5" or "3 and 5".

    A range stands for all that it spans, if they are few.
    """
    found: list[int] = []
    for first, last in re.findall(r"(\d{1,4})(?:\s*(?:-|–|—|to)\s*(\d{1,4}))?", text):
        low, high = int(first), int(last or first)
        found += range(low, high + 1) if 0 <= high - low <= RANGE else (low, high)
    return _unique(found)


def _unique(numbers_: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers_))


def _tidied(text: str, *, quoted: bool) -> str:
    """Return one line with single spaces and without space before its stops.

    Where it may be `quoted`, without quotes around it: in prose they may be a line for the reader to say.
    """
    text = " ".join(tidy(text).split()).strip(" *_|-–—")
    text = re.sub(r"\s+([.,;:?!])(?!\.)", r"\1", text)
    text = re.sub(r"(?<!\.)\.\.$|([?!])\1+$", lambda found: found.group()[0], text)
    if (
        quoted
        and len(text) > 1
        and (text[0], text[-1]) in (('"', '"'), ("“", "”"), ("'", "'"))
        and text[1:-1].count(text[0]) == 0
    ):
        text = text[1:-1].strip()
    return text[:1].upper() + text[1:]
