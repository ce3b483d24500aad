"""Bytes to text, in the encoding that they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

# What English texts come in beside UTF-8; of more candidates the guess gets worse, not better.
_CANDIDATES = ["cp1252", "mac_roman", "latin_1"]


def decode(data: bytes) -> str:
    """Decode by the byte order mark, as UTF-8, or as the likeliest of the older encodings."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        guess = _guessed(data)
        return str(guess) if guess else data.decode("cp1252", errors="replace")


def _guessed(data: bytes) -> CharsetMatch | None:
    from charset_normalizer import from_bytes

    return from_bytes(data, cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
