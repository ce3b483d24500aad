"""Word documents: paragraphs with their headings and numbers, with all tracked changes accepted.

Comments, headers, footers and footnotes are no part of the text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from knowledge import KnowledgeError
from knowledge.document import SourceText
from knowledge.loaders.blocks import Block, assembled
from knowledge.loaders.numbering import Numbering
from knowledge.typography import tidy

if TYPE_CHECKING:
    from docx.document import Document

    Element = Any  # lxml's elements come without types
Named = Callable[[str], str]  # a tag's whole name, by the short one
LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes; a small archive can unpack to more than a machine has
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def from_docx(data: bytes) -> SourceText:
    """Return the paragraphs and the rows of tables, in order.

    Raises KnowledgeError for an archive that is damaged, locked, or unpacks to too much.
    """
    _check_archive(data)
    import docx

    try:
        document = docx.Document(BytesIO(data))
        blocks = list(_blocks(document))
        title, author = _properties(document)
    except Exception as exc:  # whatever lxml, zipfile and python-docx raise for a damaged file
        raise KnowledgeError("this Word document is damaged: open it in Word and save it again") from exc
    source = assembled(blocks, title)
    if not author or "author" in dict(source.meta):  # a byline knows better than the program it was typed in
        return source
    return replace(source, meta=(("author", author), *source.meta))


def _properties(document: Document) -> tuple[str, str]:
    """Return the title and the author that the file gives; a file without properties gives none.

    Asked for those of such a file, python-docx makes up a title, "Word Document".
    """
    from docx.opc.constants import RELATIONSHIP_TYPE

    package = document.part.package
    if not any(one.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for one in package.rels.values()):
        return "", ""
    core = document.core_properties
    return tidy(core.title or "").strip(), core.author or ""


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as exc:
        raise KnowledgeError("this Word document is damaged: open it in Word and save it again") from exc
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise KnowledgeError(
            f"this Word document unpacks to more than {LARGEST_UNPACKED >> 20} MiB: give only the text"
        )
    if "word/document.xml" not in {part.filename for part in parts}:
        raise KnowledgeError("this archive is not a Word document: give the file that Word saved")


def _blocks(document: Document) -> Iterator[Block]:
    from docx.oxml.ns import qn

    styles = {style.style_id: style.name or "" for style in document.styles}
    numbering = Numbering(document)
    body = list(_parts(document.element.body, qn))
    text = " ".join(_words(part, qn) for part in body)
    for part in body:
        if part.tag == qn("w:tbl"):
            yield from _rows(part, qn)
            continue
        words = _words(part, qn)
        style = part.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = styles.get(style.get(qn("w:val")), "") if style is not None else ""
        level = _HEADING.match(name)
        if words:
            mark = numbering.mark(part)
            yield Block(
                f"{mark} {words}".strip(), heading=1 if name == "Title" else int(level[1]) if level else 0
            )
        for box in _boxes(part, qn):
            beside = _words(box, qn)
            if beside and beside not in text:  # a pull quote says again what the text says
                yield Block(beside)


def _parts(parent: Element, qn: Named) -> Iterator[Element]:
    """Yield the paragraphs and tables, without what is deleted.

    Also those within content controls and tracked insertions.
    """
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (
            qn("w:sdt"),
            qn("w:sdtContent"),
            qn("w:ins"),
            qn("w:moveTo"),
            qn("w:customXml"),
            qn("w:smartTag"),
        ):
            yield from _parts(child, qn)


def _words(part: Element, qn: Named) -> str:
    """Return the words of a paragraph or a cell with all changes accepted, without its text boxes."""
    signs = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
    left_out = (qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"))
    texts: list[str] = []

    def walk(element: Element) -> None:
        for child in element:
            if child.tag in left_out or str(child.tag).endswith("}Fallback"):
                continue
            if child.tag == qn("w:t"):
                texts.append(child.text or "")
            elif child.tag == qn("w:p"):
                walk(child)
                texts.append(" ")
            else:
                texts.append(signs.get(child.tag, ""))
                walk(child)

    walk(part)
    return " ".join(tidy("".join(texts)).split())


def _rows(table: Element, qn: Named) -> Iterator[Block]:
    """Yield a paragraph for each row of a table."""
    for row in table.iter(qn("w:tr")):
        cells = (_words(cell, qn) for cell in row.iter(qn("w:tc")))
        if words := ", ".join(dict.fromkeys(cell for cell in cells if cell)):
            yield Block(words)


def _boxes(paragraph: Element, qn: Named) -> Iterator[Element]:
    """Yield the paragraphs of the text boxes that hang on a paragraph.

    What is there twice, for older readers, is given once.
    """
    for box in paragraph.iter(qn("w:txbxContent")):
        if not any(str(above.tag).endswith("}Fallback") for above in box.iterancestors()):
            yield from (part for part in _parts(box, qn) if part.tag == qn("w:p"))
