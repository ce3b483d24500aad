"""PDF: lines in reading order (see `columns`), and what the layout tells.

Headings, paragraphs, notes, headers, footers, pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from knowledge import KnowledgeError
from knowledge.document import SourceText
from knowledge.loaders.blocks import Block, assembled
from knowledge.loaders.columns import boxes
from knowledge.typography import join_hyphens, tidy

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTPage, LTTextLine

MOST_PAGES = 500
# Of the size of the text: footnotes are smaller, headings larger, marks of notes much smaller
NOTE, HEADING, RAISED = (
    0.92,
    1.15,
    0.8,
)
EDGE = 0.12  # of a page's height: where headers and footers stand
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–—]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_MARK = re.compile(r"[\d*†‡§,\s]+")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with where it stands.

    The page counts from 1, the box within the page; edges are in points from below, with font size and the
    page's height.
    """

    text: str
    page: int
    box: int
    left: float
    top: float
    bottom: float
    size: float
    height: float
    bold: bool

    @property
    def at_edge(self) -> bool:
        """Return whether it stands where headers and footers do."""
        return self.bottom > (1 - EDGE) * self.height or self.top < EDGE * self.height


def from_pdf(data: bytes) -> SourceText:
    """Return the running text with the page of each part.

    Raises KnowledgeError for a file that is locked, damaged, too long, or a scan without text.
    """
    lines = _lines(data)
    if not any(line.text.strip() for line in lines):
        raise KnowledgeError(
            "this PDF contains images of pages but no text: run text recognition (OCR) on it "
            "first, for example with ocrmypdf, and give the result"
        )
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    blocks = list(_blocks(_without_notes(_without_edges(lines), body), body))
    return assembled(blocks, _title(blocks))


def _lines(data: bytes) -> list[TextLine]:
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        read = [list(_of_page(page, number)) for number, page in enumerate(_pages_of(data), start=1)]
    except PDFPasswordIncorrect as exc:
        raise KnowledgeError("this PDF is locked with a password: save it without one and try again") from exc
    except Exception as exc:  # a damaged file can break the reader anywhere
        raise KnowledgeError("this PDF is damaged: save or print it to PDF again") from exc
    if len(read) > MOST_PAGES:
        raise KnowledgeError(f"this PDF has more than {MOST_PAGES} pages: give only the op-ed")
    return [line for page in read for line in page]


def _pages_of(data: bytes) -> Iterator[LTPage]:
    """Yield the pages with their signs, one more than allowed.

    Also of a file whose owner forbids to copy text, since it is read here and not copied.
    """
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in islice(PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(data)))), MOST_PAGES + 1):
        interpreter.process_page(page)
        yield device.get_result()


def _of_page(page: LTPage, number: int) -> Iterator[TextLine]:
    from pdfminer.layout import LTTextLine

    for place, box in enumerate(boxes(page)):
        for line in box:
            if isinstance(line, LTTextLine) and (text_line := _line(line, number, place, page.height)):
                yield text_line


def _line(line: LTTextLine, page: int, box: int, height: float) -> TextLine | None:
    from pdfminer.layout import LTChar

    signs = [sign for sign in line if isinstance(sign, LTChar)]
    if not signs:
        return None
    size = median(sign.size for sign in signs)
    kept = "".join(
        sign.get_text() for sign in line if not (isinstance(sign, LTChar) and _is_mark(sign, size))
    )
    text = tidy(kept).strip()
    bold = all("bold" in sign.fontname.lower() for sign in signs)
    return (
        TextLine(text, page, box, line.x0, line.y1, line.y0, round(size, 1), height, bold) if text else None
    )


def _is_mark(sign: LTChar, size: float) -> bool:
    """Return whether a sign is the raised figure of a footnote."""
    return sign.size < RAISED * size and bool(_MARK.fullmatch(sign.get_text()))


def _without_edges(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines without page numbers, and without what stands at the edge of half the pages."""
    pages = max(line.page for line in lines)
    seen: dict[str, set[int]] = {}
    for line in lines:
        if line.at_edge:
            seen.setdefault(_shape(line.text), set()).add(line.page)
    running = {shape for shape, on in seen.items() if pages > 1 and len(on) >= max(2, pages / 2)}
    return [
        line
        for line in lines
        if not (line.at_edge and (_shape(line.text) in running or _PAGE_NUMBER.fullmatch(line.text)))
    ]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())


def _without_notes(lines: Sequence[TextLine], body: float) -> list[TextLine]:
    """Return the lines without footnotes: small ones below all of the text of their page."""
    floor: dict[int, float] = {}
    for line in lines:
        if line.size >= NOTE * body:
            floor[line.page] = min(floor.get(line.page, line.bottom), line.bottom)
    return [line for line in lines if line.size >= NOTE * body or line.bottom > floor.get(line.page, 0.0)]


def _blocks(lines: Sequence[TextLine], body: float) -> Iterator[Block]:
    """Join lines to headings and paragraphs; a paragraph that a column or a page cuts in two is one."""
    paragraph: list[TextLine] = []
    for line in lines:
        last = paragraph[-1] if paragraph else None
        if last and not _goes_on(last, line, paragraph, body):
            yield _block(paragraph, body)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _block(paragraph, body)


def _goes_on(last: TextLine, line: TextLine, paragraph: Iterable[TextLine], body: float) -> bool:
    if _is_heading(last, body) != _is_heading(line, body) or abs(last.size - line.size) > 0.1 * body:
        return False
    if last.page != line.page or last.box != line.box:
        return not _is_heading(line, body) and not _ENDS.search(last.text)
    indented = line.left > min(earlier.left for earlier in paragraph) + 0.7 * body and last.left < line.left
    return not (indented and _ENDS.search(last.text))


def _is_heading(line: TextLine, body: float) -> bool:
    return line.size > HEADING * body or (line.bold and len(line.text) < 90 and not _ENDS.search(line.text))


def _block(lines: Sequence[TextLine], body: float) -> Block:
    joined = join_hyphens("\n".join(line.text for line in lines))
    heading = _is_heading(lines[0], body)
    level = 1 if heading and lines[0].size > 1.4 * body else 2
    return Block(" ".join(joined.split()), level if heading else 0, _pages(lines))


def _pages(lines: Sequence[TextLine]) -> tuple[tuple[int, int], ...]:
    """Return where each page begins in the block's text: exact but for hyphens that joining took out."""
    places: list[tuple[int, int]] = []
    position = 0
    for line in lines:
        if not places or places[-1][1] != line.page:
            places.append((position, line.page))
        position += len(line.text) + (0 if line.text.endswith("-") else 1)
    return tuple(places)


def _title(blocks: Sequence[Block]) -> str:
    """Return the first heading, where the text begins with one."""
    return blocks[0].text if blocks and blocks[0].heading else ""
