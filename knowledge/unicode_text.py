"""Letters as Unicode has them: words in any script, capitals, accents, and which script a letter is of."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

WORD = r"\p{L}[\p{L}\p{M}]*"
UPPER = r"[\p{Lu}\p{Lt}]"
# Signs that stand for an apostrophe; each is as long as the plain one, so that places in the text hold.
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‛＇`´", "'"))
_WORD = regex.compile(WORD)
# Written within one text
_TOGETHER = {
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "BOPOMOFO",
    "KATAKANA-HIRAGANA",
    "IDEOGRAPHIC",
    "KANGXI",
}


def composed(text: str) -> str:
    """Return the text in composed letters (NFC)."""
    return unicodedata.normalize("NFC", text)


def straight(text: str) -> str:
    """Return the text with plain apostrophes, every sign in its place."""
    return text.translate(_APOSTROPHES)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return the text in small letters without accents: "lodz" for "Łódź".

    Spellings of a name are compared by it.
    """
    if text.isascii():
        return text.lower()
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", "".join(_bare(sign) for sign in plain).casefold())


def words_of(text: str) -> list[str]:
    """Return the words of a text in any script, apostrophes aside."""
    return [str(word) for word in _WORD.findall(text)]


def scripts(text: str) -> frozenset[str]:
    """Return the scripts of the letters, by Unicode's names; those that East Asian texts mix are one."""
    return frozenset(_script(sign) for sign in set(text) if sign.isalpha())


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    if "\u0250" <= sign <= "\u02af" or "\u1d00" <= sign <= "\u1dbf":
        return "PHONETIC"  # Latin by name, and lookalikes of Latin letters
    if sign in "ªº":
        return "LATIN"
    name = unicodedata.name(sign, "UNKNOWN").split(" ")[0]
    return "CJK" if name in _TOGETHER else name


def _bare(sign: str) -> str:
    """Return a letter without the stroke that no decomposition takes off: "l" for "ł"."""
    name = unicodedata.name(sign, "") if not sign.isascii() else ""
    bare = regex.match(
        r"(LATIN (?:SMALL|CAPITAL) LETTER [A-Z]) WITH STROKE$|LATIN (?:SMALL|CAPITAL) LETTER DOTLESS I$", name
    )
    if bare is None:
        return sign
    return unicodedata.lookup(bare.group(1)) if bare.group(1) else "i"
