"""Pressure that is no argument: orders to agree or to switch, flattery, insults; and giving in."""

from __future__ import annotations

from typing import Literal

from bot.request.patterns import load_patterns

Pressure = Literal["agree", "switch", "flattery", "insult", "repetition", "caving"]


_PATTERNS = load_patterns("pressure")
_KINDS: tuple[Pressure, ...] = ("caving", "agree", "switch", "insult", "flattery")


def pressure_in(text: str) -> Pressure | None:
    """Return the kind of pressure in a sentence; None where there is none."""
    return next((kind for kind in _KINDS if _PATTERNS[kind].search(text)), None)
