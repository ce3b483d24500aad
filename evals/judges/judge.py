"""What a judge is: it grades a claim by passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Grade(NamedTuple):
    """`score` lies in 0 to 1; `reason` is a sentence for the reader."""

    score: float
    supported: bool
    reason: str


class Judge(Protocol):
    """Grades a claim by passages."""

    @property
    def name(self) -> str:
        """Return what reports call it."""
        ...

    def grade(self, claim: str, passages: Sequence[str]) -> Grade:
        """Return how well the passages carry the claim."""
        ...
