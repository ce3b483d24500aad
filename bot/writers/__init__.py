"""What turns evidence into statements. Every writer keeps one contract, so the gate and the front ends need not know which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bot.evidence import Evidence
from bot.plan import Plan
from bot.statement import Statement


class Writer(Protocol):
    """Drafts a reply, one statement at a time, from the evidence alone."""

    @property
    def name(self) -> str:
        """What a reply calls it."""
        ...

    def draft(self, plan: Plan, evidence: Evidence) -> Iterator[Statement]:
        """The statements of a reply, in reading order."""
        ...
