"""Plain text, its paragraphs separated by blank lines.

Where there are none, by lines that end a sentence.
"""

from __future__ import annotations

import re

from knowledge.document import Paragraph, SourceText
from knowledge.loaders.byline import byline

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SENTENCE_END = re.compile(r"(?<=[.!?:][\"'”’)])[ \t]*\n|(?<=[.!?:])[ \t]*\n")


def from_text(text: str) -> SourceText:
    """Return the text as it is, with its paragraphs."""
    breaks = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _SENTENCE_END
    paragraphs: list[Paragraph] = []
    start = 0
    for gap in [*breaks.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            quoted = all(line.lstrip().startswith(">") for line in text[start:end].strip().splitlines())
            paragraphs.append(Paragraph(start, end, quoted=quoted))
        start = gap.end() if gap else end
    lines, meta = byline([text[paragraph.start : paragraph.end].strip() for paragraph in paragraphs])
    return SourceText(
        text, tuple(paragraph for place, paragraph in enumerate(paragraphs) if place not in lines), meta=meta
    )
