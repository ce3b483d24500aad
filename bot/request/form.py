"""The form that a message asks for: how long a reply is, how plain; and the message without those words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.request.patterns import load_patterns
from knowledge.figures import WORD_NUMBERS

_PATTERNS = load_patterns("form")
_EDGES = " ,;:.-–—"


@dataclass(frozen=True, slots=True)
class Form:
    """How a reply is to be given: short, plain, in so many sentences or points; None for as it is."""

    short: bool = False
    plain: bool = False
    count: int | None = None


def form_of(text: str) -> Form:
    """Return the form that a message asks for."""
    counted = _PATTERNS["count"].search(text)
    return Form(
        short=_PATTERNS["short"].search(text) is not None,
        plain=_PATTERNS["plain"].search(text) is not None,
        count=_number(counted["count"]) if counted else None,
    )


def without_form(text: str) -> str:
    """Return what a message asks about, without the words for its form; "" where nothing is left."""
    for name in ("count", "short", "plain"):
        text = _PATTERNS[name].sub(" ", text)
    text = _PATTERNS["leads"].sub(" ", " ".join(text.split()).strip(_EDGES))
    text = re.sub(r"[ ,]+(?=[?.!])", "", " ".join(text.split()).strip(_EDGES))
    return text if re.search(r"\w", text) else ""


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else int(WORD_NUMBERS[words.lower()])
