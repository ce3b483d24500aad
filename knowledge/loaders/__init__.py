"""Files to plain text with paragraphs, one format a module."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from knowledge import KnowledgeError
from knowledge.document import Document, SourceText, split
from knowledge.loaders.markdown import from_markdown
from knowledge.loaders.plain import from_text

LARGEST_FILE = 20 * 1024 * 1024  # bytes; the longest op-ed is a thousandth of it

LOADERS: dict[str, Callable[[str], SourceText]] = {
    ".txt": from_text,
    ".text": from_text,
    ".md": from_markdown,
    ".markdown": from_markdown,
}


def load_document(path: Path, title: str = "") -> Document:
    """The document in `path`, split into passages.

    KnowledgeError when it is missing, empty, too large, not text or of a kind that no loader reads.
    """
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise KnowledgeError(f"cannot read {path.name}: give a file that ends in {', '.join(sorted(LOADERS))}")
    text = _read(path)
    try:
        document = split(loader(text))
    except KnowledgeError as exc:  # a loader knows its text, not its file
        raise KnowledgeError(f"{path.name}: {exc}") from exc
    if not document.passages:
        raise KnowledgeError(f"{path.name} holds no sentence: give a file with text in it")
    title = title or document.title or path.stem.replace("-", " ").replace("_", " ")
    return Document(title, document.text, document.passages, document.meta)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnowledgeError(f"{path.name} is larger than {LARGEST_FILE >> 20} MiB: give the op-ed alone")
        data = path.read_bytes()
    except OSError as exc:
        raise KnowledgeError(f"cannot read {path}: {exc.strerror or exc}") from exc
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise KnowledgeError(f"{path.name} is not a text file: save it as plain text (UTF-8) and try again")
    return _decode(data).replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff")


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
