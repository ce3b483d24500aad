"""The signs of a text as readers know them: no ligatures, soft hyphens or invisible signs, no words broken at line ends."""

from __future__ import annotations

import re
import unicodedata

import regex

_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys("\u00a0\u2007\u202f\u2002\u2003\u2009\u200a\u3000\t", " ")
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_SIGNS = str.maketrans({**_LIGATURES, **_SPACES, **_UNSEEN, "\u2028": "\n", "\u2029": "\n\n", "\f": "\n\n", "\v": "\n", "\0": ""})
_BROKEN = regex.compile(r"(\w*\p{Ll})[-‐]\n[ ]*(\p{Ll}\w*)")
# Before a hyphen at a line's end these are a word's own, which keeps it.
_JOINERS = frozenset(
    "long short well self high low non anti pro all half cross so mid ex post pre co part full full ill far near world one two three four five ten".split()
)


def tidy(text: str) -> str:
    """The text in composed letters, its line ends as newlines, with plain signs for ligatures and odd spaces, and without invisible ones."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_SIGNS))


def join_hyphens(text: str) -> str:
    """The text without the hyphens that only part a word at a line's end.

    A hyphen stays where the word stands with it elsewhere in the text, or begins with what commonly makes a compound; the line break goes either way.
    """
    whole = set(re.findall(r"\w+(?:[-‐]\w+)+", text.lower()))

    def joined(match: regex.Match[str]) -> str:
        first, second = match.groups()
        compound = f"{first}-{second}"
        return compound if compound.lower() in whole or first.lower() in _JOINERS else first + second

    return str(_BROKEN.sub(joined, text))
