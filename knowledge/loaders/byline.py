"""Who wrote the piece and when, where lines of their own say so above it.

They are told of the document, and are no part of its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.figures import MONTHS

_ABOVE = 4  # blocks, among which the lines stand
_LONGEST = 14  # words of one
_SENTENCE = re.compile(r"[.!?:;…][\"”’)\]]*$")
_AUTHOR = re.compile(r"(?:by|von|par|por)[:\s]\s*(\S.*)", re.IGNORECASE)
_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS)])
_DATE = re.compile(
    rf"(?:[a-z]+:?\s+)?(?:[a-z]+day,?\s+)?(?P<date>(?:{_MONTH})\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\.?\s+(?:{_MONTH})\.?,?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}년\s*\d{1,2}월\s*\d{1,2}일)(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?\s*\w{0,4}",
    re.IGNORECASE,
)
Meta = tuple[tuple[str, str], ...]


def byline(texts: Sequence[str]) -> tuple[frozenset[int], Meta]:
    """Return which of the first paragraphs are only the author's name or a date, and what they tell."""
    places: list[int] = []
    meta: dict[str, str] = {}
    for place, text in enumerate(texts[:_ABOVE]):
        line_meta = _said(text)
        if line_meta and place + 1 < len(texts):
            places.append(place)
            meta = {**line_meta, **meta}
        elif _SENTENCE.search(text):
            break
    return frozenset(places), tuple(meta.items())


def _said(text: str) -> dict[str, str]:
    """Return what a line tells of author and date; nothing where it tells anything else, too."""
    if len(text.split()) > _LONGEST:
        return {}
    meta: dict[str, str] = {}
    for part in re.split(r"\s*(?:[|·•—–]|,\s(?=[A-Z][a-z]+\.? \d{1,2}, \d{4}))\s*", " ".join(text.split())):
        if date := _DATE.fullmatch(part):
            meta["date"] = date["date"]
        elif (author := _AUTHOR.fullmatch(part)) and not _SENTENCE.search(part):
            meta["author"] = author[1]
        elif part:
            return {}
    return meta
