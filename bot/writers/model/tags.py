"""The tag that opens a line of the tagged form: `kind [numbers]:`, in whatever brackets a model puts it."""

from __future__ import annotations

import re

TAGS: dict[str, str] = {
    "report": "report", "claim": "report", "statement": "report", "fact": "report", "answer": "report",
    "summary": "report", "recommendation": "report",
    "concession": "concession", "concede": "concession",
    "critique": "critique", "criticism": "critique", "objection": "critique",
    "question": "question", "critical question": "question",
    "weighing": "weighing", "weigh": "weighing",
    "link": "link", "none": "none",
}  # fmt: skip
OPEN, SHUT = r"\[(【（<", r"\])】）>"
NUMBERS = r"\d{1,4}(?:\s*(?:,|;|/|and|&|-|–|—|to|bis|und)\s*(?:passages?\s+|p\.\s*|¶\s*)?\d{1,4})*"
_TAG = re.compile(
    rf"^[{OPEN}\"'“*_]*(?P<tag>{'|'.join(sorted(TAGS, key=len, reverse=True))})s?[{SHUT}\"'”*_]*\s*\|?\s*"
    rf"(?P<cites>(?:[{OPEN}]*\s*(?:passages?\s*)?{NUMBERS}\s*[{SHUT}]*[\s,;]*)*)\s*(?P<sign>[:|>=–—-]+"
    rf"|(?=[{OPEN}]))\s*",
    re.IGNORECASE,
)
_FORM = frozenset({"report", "statement", "concession", "critique", "weighing", "link", "none"})


def tag_of(line: str) -> re.Match[str] | None:
    """Return the tag that a line begins with; None for a label as "Objection:", the writer's own."""
    tag = _TAG.match(line)
    if tag is None or tag["cites"] or not tag["tag"][0].isupper():
        return tag
    if tag["tag"].lower() == "none":  # "None: the op-ed names no step" is an answer
        return tag if not line[tag.end() :].strip() else None
    return tag if tag["tag"].lower() in _FORM else None
