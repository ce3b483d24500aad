"""A statement is written in the letters of its document.

No other script, no letter that only looks like one, no sign laid over another.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

from bot.gate.verdict import CheckedStatement
from knowledge.document import Document
from knowledge.unicode_text import WORD, composed, scripts

_WORD = regex.compile(WORD)
_UNSEEN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u2800\ufffd]")
_LAID_OVER = ("Mn", "Me", "Mc")
_FIGURES = ("Nl", "No")
_CURRENCIES = "$€£¥₩"  # those that figures are told by


def script(case: CheckedStatement) -> str | None:
    """Check that the document has every script, sign for a figure or currency, and combining sign."""
    text = composed(case.statement.text)
    if text.isascii():
        return None
    known = _signs(case.document)
    strange = scripts(text) - scripts(known)
    if strange - {"LATIN"}:  # Latin is what replies about a document in any script are written in
        return f"it has {_called(strange)} letters, but the document has none"
    return mixed(case) or next((_says(sign) for sign in text if sign not in known and _adds(sign)), None)


def mixed(case: CheckedStatement) -> str | None:
    """Check that no word is in letters of two scripts, unless the document has it so."""
    for word in _WORD.findall(composed(case.statement.text)):
        if not word.isascii() and len(scripts(word)) > 1 and word not in case.document.text:
            return f"“{word}” mixes letters of two scripts"
    return None


def unseen(text: str) -> bool:
    """Tell whether the text holds signs that cannot be seen."""
    return _UNSEEN.search(text) is not None


def _adds(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return (
        kind in _LAID_OVER
        or kind in _FIGURES
        or (kind == "Sc" and sign not in _CURRENCIES)
        or (kind == "Nd" and not sign.isascii())
    )


def _says(sign: str) -> str:
    called = unicodedata.name(sign, "a sign").lower()
    return (
        f"it contains a combining mark ({called})"
        if unicodedata.category(sign) in _LAID_OVER
        else f"it contains the character {sign} ({called}), which the document lacks"
    )


def _called(names: frozenset[str]) -> str:
    return " and ".join(sorted(name.title() for name in names - {"LATIN"}))


@lru_cache(maxsize=16)
def _signs(document: Document) -> str:
    """Return each sign of the document once."""
    return "".join(sorted(set(composed(f"{document.title} {document.text}"))))
