"""The document: a text and its passages, numbered sentences with the place where each stands."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.sentences import Span, sentence_spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's place in the text, in characters, and the heading above it.

    `quoted` says whether it quotes somebody else as a block.
    """

    start: int
    end: int
    section: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class SourceText:
    """What a loader makes of a file: plain text and where its paragraphs stand in it.

    Where the file has pages, (offset in the text, page) for each; `notes` say what was left out, a sentence
    each.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int:
        """Return the page of a character; 0 where the file has no pages."""
        place = bisect_right(self.pages, offset, key=lambda offset_page: offset_page[0])
        return self.pages[place - 1][1] if place else 0


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, the unit of citation. `text` is exactly `document.text[start:end]`.

    `id` and `paragraph` count from 1, `page` is 0 where there is none; `quoted` are the words of somebody
    whom the op-ed quotes as a block, and not its own.
    """

    id: int
    paragraph: int
    start: int
    end: int
    text: str
    section: str = ""
    page: int = 0
    quoted: bool = False


@dataclass(frozen=True, eq=False)
class Document:
    """The text that is indexed and cited; `notes` are for whoever indexes it and not kept."""

    title: str
    text: str
    passages: tuple[Passage, ...]
    meta: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()

    # What is kept per document asks which one it is at every check: that must not go through all of its
    # passages.
    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Document) and self._identity == other._identity)

    def __hash__(self) -> int:
        return hash(self._identity)

    @cached_property
    def _identity(self) -> str:
        identity = repr((self.title, self.text, self.passages, self.meta, self.pages))
        return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def sha256(self) -> str:
        """Return the hash that names this version of the text; the title does not count."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs, as far as sentences stand in them."""
        spans: dict[int, Paragraph] = {}
        for passage in self.passages:
            start = spans[passage.paragraph].start if passage.paragraph in spans else passage.start
            spans[passage.paragraph] = Paragraph(start, passage.end, passage.section, passage.quoted)
        return tuple(spans.values())

    def passage(self, number: int) -> Passage:
        """Return the passage of that number; IndexError where there is none."""
        if not self.has(number):
            raise IndexError(f"the document has no passage [{number}], only 1 to {len(self.passages)}")
        return self.passages[number - 1]

    def has(self, number: int) -> bool:
        """Return whether a passage of that number exists."""
        return 1 <= number <= len(self.passages)


def split(source: SourceText) -> Document:
    """Number the sentences of `source`.

    Every character of a paragraph that is not white space is in exactly one passage.
    """
    passages: list[Passage] = []
    for paragraph_number, paragraph in enumerate(source.paragraphs, start=1):
        for start, end in _trimmed(source.text, paragraph):
            text, page = source.text[start:end], source.page_at(start)
            passages.append(
                Passage(
                    len(passages) + 1,
                    paragraph_number,
                    start,
                    end,
                    text,
                    paragraph.section,
                    page,
                    paragraph.quoted,
                )
            )
    return Document(source.title, source.text, tuple(passages), source.meta, source.pages, source.notes)


def _trimmed(text: str, paragraph: Paragraph) -> Iterator[Span]:
    inside = text[paragraph.start : paragraph.end]
    for start, end in sentence_spans(inside):
        sentence = inside[start:end]
        left = len(sentence) - len(sentence.lstrip())
        body = sentence.strip()
        if body:
            yield paragraph.start + start + left, paragraph.start + start + left + len(body)
