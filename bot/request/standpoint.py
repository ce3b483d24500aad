"""From whose standpoint something is to be argued, or before whom: "from the left", "for a union crowd".

By the grammar of English and the endings of nouns for people; whether anything was prepared for them is told
elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.request.patterns import load_patterns

_PATTERNS = load_patterns("standpoints")


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Who argues, or who is argued with: `people` in the reader's words, `taken` where they argue."""

    people: str
    taken: bool


def standpoint_in(message: str) -> Standpoint | None:
    """Return whose standpoint, or which audience, a message names first; None where it names nobody."""
    words = message.replace("’", "'")
    for name in ("taken", "as", "before"):
        for found in _PATTERNS[name].finditer(words):
            people = " ".join(next((said for said in found.groups() if said), "").split())
            if people and (name == "taken" or _PATTERNS["people"].search(people)):
                somebody = f"someone {people}" if people.startswith("who ") else people
                return Standpoint(somebody, name != "before")
    return None


def says_who(message: str) -> bool:
    """Tell whether words say who somebody is that argues, asks or listens: "I'm a nurse", "as a Dane"."""
    words = message.replace("’", "'")
    return standpoint_in(words) is not None or _PATTERNS["is somebody"].search(words) is not None


def argues_own(message: str) -> bool:
    """Tell whether an argument that a reader gives is to be made, and not met: "argue it that way"."""
    return _PATTERNS["own"].search(message.replace("’", "'")) is not None
