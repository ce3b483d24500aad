"""A report is given as the op-ed's word, never as the world's truth."""

from __future__ import annotations

from bot.gate.verdict import Case


def attribution(case: Case) -> str | None:
    """The sentence says that the op-ed says it."""
    return None if case.attributed else "it is stated as a fact and not as what the op-ed says"
