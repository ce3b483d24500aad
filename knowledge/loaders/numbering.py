"""The numbers that Word gives the items of a list by itself.

They stand in no paragraph, only what counts them does.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

    Element = Any  # lxml's elements come without types

_LEVEL = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


class Numbering:
    """Counts the items of a document's lists, asked for each paragraph in reading order."""

    def __init__(self, document: Document) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        self._qn = qn
        self._counts: dict[str, Counter[int]] = {}
        has = any(element.reltype == RELATIONSHIP_TYPE.NUMBERING for element in document.part.rels.values())
        root = document.part.numbering_part.element if has else None
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, int], Element] = {}
        for element in root.iter(qn("w:num")) if root is not None else ():
            self._lists[element.get(qn("w:numId"))] = element.find(qn("w:abstractNumId")).get(qn("w:val"))
        for element in root.iter(qn("w:abstractNum")) if root is not None else ():
            for level in element.iter(qn("w:lvl")):
                self._levels[element.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl")))] = level
        styles = document.styles.element
        self._styles = {element.get(qn("w:styleId")): element for element in styles.iter(qn("w:style"))}

    def mark(self, paragraph: Element) -> str:
        """Return what stands before the paragraph, "2." or "b)"; "" where it is no item, or a bullet."""
        name, depth = self._place(paragraph)
        own = self._lists.get(name or "")
        if own is None or (own, depth) not in self._levels:
            return ""
        counts = self._counts.setdefault(own, Counter())
        counts[depth] += 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if self._value(own, depth, "w:numFmt") == "bullet":
            return ""
        return _LEVEL.sub(
            lambda place: self._said(own, int(place[1]) - 1, counts), self._value(own, depth, "w:lvlText")
        ).strip()

    def _said(self, own: str, depth: int, counts: Counter[int]) -> str:
        number = int(self._value(own, depth, "w:start") or 1) + max(counts[depth], 1) - 1
        form = self._value(own, depth, "w:numFmt")
        if form.endswith("Letter"):
            text = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
        elif form.endswith("Roman"):
            text, left = "", number
            for value, sign in _ROMAN:
                text, left = text + sign * (left // value), left % value
        else:
            return str(number)
        return text.upper() if form.startswith("upper") else text

    def _value(self, own: str, depth: int, tag: str) -> str:
        level = self._levels.get((own, depth))
        value = level.find(self._qn(tag)) if level is not None else None
        return str(value.get(self._qn("w:val")) or "") if value is not None else ""

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """Return the list that a paragraph is an item of, by itself or by its style, and how deep."""
        qn = self._qn
        style, properties = None, paragraph.find(qn("w:pPr"))
        seen: set[str] = set()
        while True:
            number = properties.find(qn("w:numPr")) if properties is not None else None
            if number is not None and number.find(qn("w:numId")) is not None:
                depth = number.find(qn("w:ilvl"))
                return number.find(qn("w:numId")).get(qn("w:val")), int(
                    depth.get(qn("w:val"))
                ) if depth is not None else 0
            parent, tag = (style, "w:basedOn") if style is not None else (properties, "w:pStyle")
            above = parent.find(qn(tag)) if parent is not None else None
            name = above.get(qn("w:val")) if above is not None else None
            if name is None or name in seen or name not in self._styles:
                return None, 0
            seen.add(name)
            style = self._styles[name]
            properties = style.find(qn("w:pPr"))
