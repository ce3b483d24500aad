"""What a file's first bytes say that it is, whatever it is called."""

from __future__ import annotations

import re
from typing import Literal

FileKind = Literal["text", "html", "pdf", "docx", "zip", "old office", "rtf", "picture", "other"]

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
NAMES: dict[FileKind, str] = {
    "text": "plain text",
    "html": "a web page",
    "pdf": "a PDF",
    "docx": "a Word document",
    "zip": "a zip archive",
    "old office": "an old Office file, or one locked with a password",
    "rtf": "an RTF file",
    "picture": "a picture",
    "other": "not text",
}


def kind_of(data: bytes) -> FileKind:
    """Return the kind of the file that begins with `data`, at least its first 4 KiB."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in data[:200_000] or b"[Content_Types].xml" in head else "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "old office"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES):
        return "picture"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return "other" if b"\0" in head and not head.startswith(_UTF16) else "text"
