"""Headings and paragraphs in reading order to a text with its sections.

Every loader of a format with headings ends in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.document import Paragraph, SourceText
from knowledge.loaders.byline import byline


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph, and the pages on which its words begin: (offset in `text`, page).

    `heading` is its level, 1 the highest, 0 for a paragraph; `quoted` marks a block that quotes somebody.
    """

    text: str
    heading: int = 0
    pages: tuple[tuple[int, int], ...] = ()
    quoted: bool = False


def assembled(blocks: Iterable[Block], title: str = "", meta: tuple[tuple[str, str], ...] = ()) -> SourceText:
    """Return the paragraphs separated by blank lines; a heading is the section of what follows.

    A first one of level 1, or one that is the title, only names the text.
    """
    section, position = "", 0
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    pages: list[tuple[int, int]] = []
    all_blocks = list(blocks)
    plain = [block for block in all_blocks if not block.heading]
    lines, byline_meta = byline([block.text for block in plain])
    left_out = {id(plain[place]) for place in lines}
    for block in all_blocks:
        if id(block) in left_out:
            continue
        if block.heading:
            if not paragraphs and not section and (block.heading == 1 or block.text == title):
                title = title or block.text
            else:
                section = block.text
            continue
        paragraphs.append(Paragraph(position, position + len(block.text), section, block.quoted))
        pages += [(position + offset, page) for offset, page in block.pages]
        parts.append(block.text)
        position += len(block.text) + 2
    meta += tuple(pair for pair in byline_meta if pair[0] not in dict(meta))
    return SourceText("\n\n".join(parts), tuple(paragraphs), title, meta, tuple(pages))
