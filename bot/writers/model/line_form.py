"""A model's words to statements: sentences of prose, or lines in a small tagged form, read leniently.

Prose with `[n]` behind its sentences is what a model is asked for. `kind [numbers]: sentence` is understood,
and what small models make of either, where it can be: lists, bold type, JSON, citations in other brackets,
behind the sentence or not at all, no kind. How it is laid out is kept: paragraphs and lines, lists, titles,
tables. Introductions, reasoning and whatever else is no statement are dropped. Nothing here decides what is
shown: that is the gate's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.statement import CELLS, Layout, Statement, StatementKind
from bot.statement.attribution import CONCEDES, attribution_in
from bot.statement.marking import stopped
from bot.writers.model.json_lines import objects
from bot.writers.model.prose import LABELLED, LETTERED, LINE, PARAGRAPH, as_sentences, sentences_of
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
_LINE_TO_FILL = re.compile(r"_{3,}$")
_LAST_MARKS = re.compile(rf"(?:{_MARK.pattern})+\s*$", re.IGNORECASE)
_RULE = re.compile(r"[\s|:–—-]*$")  # of a table, under its heads
_HEADING = re.compile(
    r"^(?:#{1,6}\s+(?P<hashed>.*?)[\s#]*|(?P<before>\(?\d{1,2}[.):]\s+)?\*\*(?P<bold>[^*]+)\*\*:?)$"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"
)
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
_WORD = re.compile(r"[^\W\d]{2}.*\s|[^\W\d]{4}.*[,.!?:]$|^\[[^\W\d]{2}|^_{3,}")  # what a statement has
_NAMED = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:,? [^\W\d_a-z][\w.'’-]*){0,3}")  # "R. Haldane", "Perth"
_BLANKS = re.compile(r"(?:(?:\[[^\]\d]+\]|_{3,})[,.]?\s*)+$")  # "[Name], [Town]", "______"
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

    `number` is the one in front of it, where it has one; `tagged` says that its kind was named, `layout` how
    it stands.
    """

    statement: Statement
    number: int | None = None
    tagged: bool = False
    layout: Layout = "run on"


def read_statements(pieces: Iterable[str | None]) -> Iterator[DraftLine | None]:
    """Yield the statements in a model's words, each as soon as its sentence or line is whole.

    A None among the pieces says that no more is there yet; it comes out again once all statements so far
    have.
    """
    in_table = False
    for entry in objects(without_thoughts(as_sentences(pieces))):
        if entry is None:
            yield None
        elif isinstance(entry, str):
            opens = _OPENS.get(entry[0], "run on")
            if opens != "run on" and _NAMED.fullmatch(entry.strip()):  # who signs, and where
                yield DraftLine(Statement("link", entry.strip()), layout=opens)
                continue
            for line in parse_line(entry):
                heads = line.layout == "row" and not in_table and not line.statement.cites
                in_table = line.layout == "row"
                if heads:  # they say nothing, but what is told below them
                    yield replace(line, statement=Statement("link", line.statement.text))
                else:
                    yield line if line.tagged or line.layout != "run on" else replace(line, layout=opens)
                opens = "run on"
        elif entry.kind:
            yield from _from_fields(entry.kind, entry.cites, entry.text)
        else:
            yield from (
                replace(one, statement=_citing(one.statement, entry.cites)) for one in parse_line(entry.text)
            )


_OPENS: dict[str, Layout] = {PARAGRAPH: "paragraph", LINE: "line"}


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
    text = line.strip()
    if (row := _ROW.match(line)) and not tag_of(text.strip("|").strip()):
        yield from _of_row(row["cells"])
        return
    text = text.strip("|").strip()
    if quoted := _QUOTED.match(text):  # a string of JSON, or a line of the tagged form
        text = (quoted["text"] or quoted["line"]).strip()
    if title := _title(text):
        yield title
        return
    if lettered := LETTERED.match(text):
        yield from _lettered(lettered["letter"], text[lettered.end() :])
        return
    listed = _NUMBERED.match(text)
    number = int(listed["number"]) if listed and listed["number"] else None
    text = _unmarked(text[listed.end() :] if listed else text)
    tag = tag_of(text)
    if tag is None:
        cites, body = _marks(text)
        if not _WORD.search(body) or (not cites and (_PREFACE.match(text) or _META.match(text))):
            return
        if (text.endswith(":") and not cites) or _BLANKS.match(text):  # it leads on, or is to be filled in
            yield DraftLine(Statement("link", text))
            return
        kind = ""
    else:
        kind, cites, body = tag["tag"], numbers(tag["cites"]), text[tag.end() :]
    layout: Layout = "number" if number else "bullet" if listed else "run on"
    if tag is None and len(sentences := sentences_of(text)) > 1:  # each keeps the marks behind it
        said = [one for sentence in sentences for one in parse_line(sentence)]
    else:
        said = list(_from_fields(kind, cites, body))
    for place, one in enumerate(said):  # what an item goes on with runs on
        stands = replace(one, number=number, layout=layout) if place == 0 and listed else one
        yield replace(stands, tagged=tag is not None)


def _title(text: str) -> DraftLine | None:
    """Return a line that stands over others, in bold type or behind "#", as a title; None for any other."""
    heading = _HEADING.match(_LAST_MARKS.sub("", text))
    if heading is None:
        return None
    words = (heading["before"] or "") + (heading["hashed"] or heading["bold"])
    listed = _NUMBERED.match(words)
    cites, told = _marks(_unmarked(words[listed.end() :] if listed else words) + text[heading.end() :])
    told = _tidied(told, quoted=False).rstrip(":")
    if tag_of(told) or not _WORD.search(f"{told}:") or _PREFACE.match(f"{told}:"):
        return None
    kind = "link" if not cites else _statement("", cites, told).kind
    number = int(listed["number"]) if listed and listed["number"] else None
    return DraftLine(Statement(kind, told, cites), number, layout="title")


def _lettered(letter: str, text: str) -> Iterator[DraftLine]:
    """Yield what one of several options says, "B. In May.", with its letter."""
    text = _unmarked(text)
    if text.endswith(":"):
        yield DraftLine(Statement("link", f"{letter} {text}"), layout="line")
        return
    for sentence in sentences_of(text):
        for one in _from_fields("", *_marks(sentence)):
            if not letter:
                yield one
                continue
            yield replace(
                one, statement=replace(one.statement, text=f"{letter} {one.statement.text}"), layout="line"
            )
            letter = ""


def _of_row(cells: str) -> Iterator[DraftLine]:
    """Yield a row of a table as one statement with CELLS in it; nothing of the line under its heads."""
    if _RULE.fullmatch(cells):
        return
    cites, told = _marks(cells)
    parts = [_tidied(_unmarked(cell), quoted=False) or "–" for cell in told.split("|")]
    text = CELLS.join(parts)
    yield DraftLine(replace(_statement("", cites, text), text=text), layout="row")


def _unmarked(text: str) -> str:
    """Return a text without what would make its words bold, italic or code; a line to fill in stays."""
    return _EMPHASIS.sub(r"\1\2", re.sub(r"\*\*|(?<!_)__(?!_)|`", "", text)).strip()


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
    text = " ".join(tidy(text).split()).strip(" *|-–—")
    if not _LINE_TO_FILL.search(text):
        text = text.strip("_")
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
