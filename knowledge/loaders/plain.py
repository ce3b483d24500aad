"""Plain text, its paragraphs separated by blank lines.

Where there are none, by lines that end a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.document import Paragraph, SourceText
from knowledge.loaders.byline import byline

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SENTENCE_END = re.compile(r"(?<=[.!?:][\"'”’)])[ \t]*\n|(?<=[.!?:])[ \t]*\n")


_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_NO_HEADLINE = re.compile(r"[.:;,…][\"”’)\]]*$|^[>*-]\s")
_LONGEST_HEADLINE = 15  # words
Span = tuple[int, int]


def from_text(text: str) -> SourceText:
    """Return the text as it is, with its paragraphs; a headline and a byline above it are told of it."""
    spans = [(start, end) for start, end in _spans(text) if text[start:end].strip()]
    if spans:
        spans[:1] = _head_lines(text, spans[0])
    title = _headline(text, spans)
    body = spans[1:] if title else spans
    lines, meta = byline([text[start:end].strip() for start, end in body])
    paragraphs = (
        Paragraph(start, end, quoted=all(line.lstrip().startswith(">") for line in _lines(text[start:end])))
        for place, (start, end) in enumerate(body)
        if place not in lines
    )
    return SourceText(text, tuple(paragraphs), title, meta)


def _spans(text: str) -> Iterator[Span]:
    breaks = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _SENTENCE_END
    start = 0
    for gap in [*breaks.finditer(text), None]:
        yield start, gap.start() if gap else len(text)
        start = gap.end() if gap else len(text)


def _head_lines(text: str, first: Span) -> list[Span]:
    """Return the lines of the first paragraph each by itself, where all are short and none is a sentence."""
    start, end = first
    lines = _lines(text[start:end])
    if len(lines) < 2 or not all(_short(line) for line in lines):
        return [first]
    gaps = [*_LINE_END.finditer(text, start, end)]
    starts = [start, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), end]
    return [(one, other) for one, other in zip(starts, ends, strict=True) if text[one:other].strip()]


def _headline(text: str, spans: Sequence[Span]) -> str:
    """Return the first paragraph where it is one short line above others that is no sentence; else ""."""
    if len(spans) < 2:
        return ""
    line = " ".join(text[slice(*spans[0])].split())
    if byline([line, "."])[0] or not _short(line):
        return ""
    return line


def _short(line: str) -> bool:
    return len(line.split()) <= _LONGEST_HEADLINE and not _NO_HEADLINE.search(line.strip())


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()
