"""Measure and break text without a browser, by the letter widths of DejaVu Sans.

It is the widest of the fonts that `system-ui` commonly stands for, so that text fits with the others, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_EMS = {
    "'ijl": 0.28,
    " ,./:;IJ\\|’‘": 0.34,
    "!()-[]frt": 0.4,
    '"*?_`csz“”–§': 0.53,
    "FLPkvxy": 0.6,
    "$0123456789EKSTYabdeghnopqu{}¶": 0.64,
    "ABCRUVXZ": 0.69,
    "&DGHNOQ": 0.79,
    "#+<=>Mw~^": 0.86,
    "%Wm@—…": 1.0,
}
_WIDTHS = {letter: ems for letters, ems in _EMS.items() for letter in letters}
_BOLD = 1.12  # as wide as the plain letters
ELLIPSIS = "…"


@cache
def _ems(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0.0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter and plain in _WIDTHS:
        return _WIDTHS[plain]
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.8


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in pixels, at a font size in pixels."""
    return sum(map(_ems, text)) * size * (_BOLD if bold else 1.0)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return the text, or as many of its words as fit; of a single word that does not, as many letters."""
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(f"{text} {ELLIPSIS}", size, bold=bold) > room:
        text = text.rpartition(" ")[0] or text[:-1]
    return f"{text} {ELLIPSIS}"


def wrapped(text: str, room: float, size: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """Return the text in lines that fit, at most so many; an ellipsis stands for the rest."""
    lines = list(_lines(text, room, size, bold=bold))
    if len(lines) > most:
        lines[most - 1] = fitted(f"{lines[most - 1]} {lines[most]}", room, size, bold=bold)
    return tuple(lines[:most])


def _lines(text: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """Break between words, and within a word that is longer than a line."""
    line = ""
    for piece in (part for word in re.findall(r"\S+", text) for part in _parts(word, room, size, bold=bold)):
        longer = f"{line} {piece}" if line else piece
        if line and width(longer, size, bold=bold) > room:
            yield line
            longer = piece
        line = longer
    if line:
        yield line


def _parts(word: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    part = ""
    for letter in word:
        if part and width(part + letter, size, bold=bold) > room:
            yield part
            part = ""
        part += letter
    yield part
