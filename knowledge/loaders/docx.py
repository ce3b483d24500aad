"""Word documents: paragraphs with their headings; comments, headers, footers and footnotes are no part of the text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from knowledge import KnowledgeError
from knowledge.document import SourceText
from knowledge.loaders.blocks import Block, assembled
from knowledge.typography import tidy

if TYPE_CHECKING:
    from docx.document import Document

LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes; a small archive can unpack to more than a machine has
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def from_docx(data: bytes) -> SourceText:
    """The paragraphs and the rows of tables, in order. KnowledgeError for an archive that is damaged, locked, or unpacks to too much."""
    _check_archive(data)
    import docx

    try:
        document = docx.Document(BytesIO(data))
        blocks = list(_blocks(document))
        core = document.core_properties
        title, author = tidy(core.title or "").strip(), core.author or ""
    except Exception as exc:  # whatever lxml, zipfile and python-docx raise for a damaged file
        raise KnowledgeError("this Word document is damaged: open it in Word and save it again") from exc
    return assembled(blocks, title, (("author", author),) if author else ())


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as exc:
        raise KnowledgeError("this Word document is damaged: open it in Word and save it again") from exc
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise KnowledgeError(f"this Word document unpacks to more than {LARGEST_UNPACKED >> 20} MiB: give the text alone")
    if "word/document.xml" not in {part.filename for part in parts}:
        raise KnowledgeError("this archive is no Word document: give the file that Word saved")


def _blocks(document: Document) -> Iterator[Block]:
    from docx.table import Table

    for one in document.iter_inner_content():
        if isinstance(one, Table):
            for row in one.rows:
                words = ", ".join(dict.fromkeys(" ".join(tidy(cell.text).split()) for cell in row.cells if cell.text.strip()))
                if words:
                    yield Block(words)
            continue
        words = " ".join(tidy(one.text).split())
        style = (one.style.name if one.style else "") or ""
        level = _HEADING.match(style)
        if words:
            yield Block(words, heading=1 if style == "Title" else int(level[1]) if level else 0)
