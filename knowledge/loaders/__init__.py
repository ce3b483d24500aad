"""Files to plain text with paragraphs, one format a module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from knowledge import KnowledgeError
from knowledge.document import Document, SourceText, split
from knowledge.loaders.docx import from_docx
from knowledge.loaders.encoding import decode
from knowledge.loaders.file_type import NAMES, FileKind, kind_of
from knowledge.loaders.html import from_html
from knowledge.loaders.markdown import from_markdown
from knowledge.loaders.pdf import from_pdf
from knowledge.loaders.plain import from_text
from knowledge.loaders.text_kind import checked
from knowledge.typography import join_hyphens, tidy

LARGEST_FILE = 50 * 1024 * 1024  # bytes; the longest op-ed is a thousandth of it
LONGEST_TEXT = 300_000  # characters, half a book: mining takes about 20 seconds, and 200 MB
Loader = Callable[[bytes], SourceText]


def _text(data: bytes) -> SourceText:
    return from_text(join_hyphens(tidy(decode(data))))


def _markdown(data: bytes) -> SourceText:
    return from_markdown(tidy(decode(data)))


LOADERS: dict[str, tuple[FileKind, Loader]] = {  # by ending: what the file must be, and what reads it
    ".txt": ("text", _text),
    ".text": ("text", _text),
    ".md": ("text", _markdown),
    ".markdown": ("text", _markdown),
    ".html": ("html", from_html),
    ".htm": ("html", from_html),
    ".pdf": ("pdf", from_pdf),
    ".docx": ("docx", from_docx),
}
_ENDINGS: dict[FileKind, str] = {"text": ".txt or .md", "html": ".html", "pdf": ".pdf", "docx": ".docx"}


def load_document(path: Path, title: str = "") -> Document:
    """Return the document in the file at `path`, split into passages.

    Raises KnowledgeError when it is missing, empty, too large, locked, damaged, a picture of a text, of a
    kind that no loader reads, or not what its name says.
    """
    _check_ending(path.name)
    return load_bytes(_read(path), path.name, title)


def load_bytes(data: bytes, name: str, title: str = "") -> Document:
    """Return the document of a file's content; `name` tells its kind by its ending."""
    wanted, loader = _check_ending(name)
    _check_content(data, name, wanted)
    try:
        source = loader(data)
        _check_length(source.text)
        document = split(checked(source))
    except KnowledgeError as exc:  # a loader knows its text, not its file
        raise KnowledgeError(f"{name}: {exc}") from exc
    if not document.passages:
        raise KnowledgeError(f"{name} contains no sentences: give a file with text in it")
    return replace(
        document, title=title or document.title or Path(name).stem.replace("-", " ").replace("_", " ")
    )


def _check_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise KnowledgeError(
            f"this text has {len(text):,} characters, but at most {LONGEST_TEXT:,} are read: give "
            "only the op-ed"
        )


def _check_ending(name: str) -> tuple[FileKind, Loader]:
    loader = LOADERS.get(Path(name).suffix.lower())
    if loader is None:
        raise KnowledgeError(f"cannot read {name}: give a file that ends in {', '.join(sorted(LOADERS))}")
    return loader


def _check_content(data: bytes, name: str, wanted: FileKind) -> None:
    if len(data) > LARGEST_FILE:
        raise KnowledgeError(f"{name} is larger than {LARGEST_FILE >> 20} MiB: give the op-ed alone")
    if not data.strip():
        raise KnowledgeError(f"{name} is empty: give a file with text in it")
    kind = kind_of(data)
    if kind == wanted or (wanted == "html" and kind == "text"):  # a page may begin with anything
        return
    if kind in _ENDINGS:
        raise KnowledgeError(
            f"{name} is really {NAMES[kind]}, judging by its content: rename it to end in "
            f"{_ENDINGS[kind]}, or give another file"
        )
    raise KnowledgeError(f"{name} is {NAMES[kind]}: give the text as one of {', '.join(sorted(LOADERS))}")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnowledgeError(f"{path.name} is larger than {LARGEST_FILE >> 20} MiB: give the op-ed alone")
        return path.read_bytes()
    except OSError as exc:
        raise KnowledgeError(f"cannot read {path}: {exc.strerror or exc}") from exc
