"""The signs of a text as readers know them.

No ligatures, soft hyphens or invisible signs, no words broken at line ends.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys("\u00a0\u2007\u202f\u2002\u2003\u2009\u200a\u3000\t", " ")
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_SIGNS = str.maketrans(
    {**_LIGATURES, **_SPACES, **_UNSEEN, "\u2028": "\n", "\u2029": "\n\n", "\f": "\n\n", "\v": "\n", "\0": ""}
)
# Citation marks as replies and notes have them, "… by August 1 [4]", with the space before them.
CITED = re.compile(r"\s*\[(?:\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*|reasoning)\]")
# The number of a note right behind a sentence, before the next one: "… by August.12 Next", "… .[12] Next"
_NOTE = re.compile(
    r"(?<=[^\W\d_]{2})(?P<end>[.!?][\"”’')]?)(?:\d{1,3}|\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"(?=\s+[\"“‘']?[A-Z]|\s*$|\s*\n)"
)
_NUMBERED = re.compile(r"\b(?:nos?|vols?|figs?|secs?|arts?|chaps?|pp|approx)\.$", re.IGNORECASE)
_BROKEN = re.compile(r"(-?)(\w*[^\W_])[-‐]\n[ ]*([^\W_]\w*)")


def tidy(text: str) -> str:
    """Return the text in composed letters, its line ends as newlines.

    With plain signs for ligatures and odd spaces, and without invisible ones.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SIGNS)
    return without_notes(unicodedata.normalize("NFC", plain))


def without_notes(text: str) -> str:
    """Return the text without the numbers of notes behind its sentences, which would run them together."""

    def kept(match: re.Match[str]) -> str:
        numbered = _NUMBERED.search(text, max(0, match.start() - 8), match.start() + 1)
        return match.group() if numbered else match["end"]

    return _NOTE.sub(kept, text)


def join_hyphens(text: str) -> str:
    """Return the text without the hyphens that only break a word at a line's end.

    The line break goes either way.

    A hyphen stays where the word stands with it elsewhere in the text, where it is a second one, before a
    capital, at a figure, and where the parts are words, of this text or of English, and what they would make
    together is none.
    """
    if not _BROKEN.search(text):
        return text
    compounds = set(re.findall(r"\w+[-‐]\w+", text.lower()))
    words = set(re.findall(r"\w+", _BROKEN.sub(" ", text).lower()))

    def joined(match: re.Match[str]) -> str:
        another, first, second = match.groups()
        compound, joined_word = f"{first}-{second}", first + second
        if another or compound.lower() in compounds or not (first[-1].isalpha() and second[0].islower()):
            return another + compound
        if joined_word.lower() in words or not _known([first, second], words) or _known([joined_word], words):
            return joined_word
        return compound

    return _BROKEN.sub(joined, text)


def _known(parts: list[str], words: set[str]) -> bool:
    new = {part.lower() for part in parts} - words
    return not new or len(_english().known(new)) == len(new)


@cache
def _english() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)
