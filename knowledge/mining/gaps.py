"""What a claim calls for and the op-ed does not give: a figure, a date, a source, another cause.

Only where it would matter. A figure is missing where the claim says that something is more or less, or rises
or falls; a date, where the op-ed deals in dates; a source, where there is a figure; and nothing is missing
that the claim's own passage, those beside it, or those that speak of the same have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.argument_map import Claim
from knowledge.document import Document
from knowledge.mining.claims import MinedClaim
from knowledge.mining.likeness import Likeness
from knowledge.sentence_analysis import Reading, read

Doubt = tuple[Literal["undercut", "undermine"], str]
SAME = 0.5  # likeness from which a passage speaks of what another speaks of
_AMOUNTS = frozenset(("money", "percent", "number"))
_DATES = frozenset(("day", "month", "year", "decade"))
_SOURCE = re.compile(
    r"\b(?:according to|study|studies|report|survey|census|data|figures|poll|commission|researchers|filings"
    r"|records?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Gaps:
    """A document as far as it is asked what it leaves out."""

    readings: tuple[Reading, ...]
    likeness: Likeness
    mined: Sequence[MinedClaim]

    @classmethod
    def of(cls, document: Document, likeness: Likeness, mined: Sequence[MinedClaim]) -> Gaps:
        """Read the passages of a document."""
        return cls(tuple(read(passage.text) for passage in document.passages), likeness, mined)

    def doubts(self, claim: Claim, reading: Reading) -> Iterator[Doubt]:
        """Yield what may be said against a premise with only the op-ed as ground, the weightiest first."""
        if claim.confidence is None or claim.says.startswith("“"):
            return
        if claim.kind == "prediction" and reading.hedges and not self._has(claim, _AMOUNTS):
            says = (
                f"The op-ed says only “{reading.hedges[0]}” here, and it puts no figure on how likely it is"
            )
            yield "undermine", f"{says} that {claim.says}"
        elif self._calls_for_amount(reading) and not self._has(claim, _AMOUNTS):
            yield "undermine", f"The op-ed gives no figure for its claim that {claim.says}"
        if self._unsourced(claim, reading):
            yield "undermine", f"The op-ed names no source for its claim that {claim.says}"
        if claim.kind == "cause" and sum(each.claim.kind == "cause" for each in self.mined) == 1:
            yield "undercut", f"The op-ed considers no other cause where it says that {claim.says}"

    def undated(self, main: Claim) -> bool:
        """Return whether the op-ed, which deals in dates, has none for what it asks for."""
        dated = any(figure.kind in _DATES for reading in self.readings for figure in reading.figures)
        return dated and not main.says.startswith("“") and not self._has(main, _DATES)

    @staticmethod
    def _calls_for_amount(reading: Reading) -> bool:
        """Return whether a sentence says that something is more or less, or goes up or down."""
        return bool(reading.poles)

    def _has(self, claim: Claim, kinds: frozenset[str]) -> bool:
        """Return whether the claim's passage, or one that speaks of the same, has a figure of these kinds."""
        own = claim.passages[-1]
        return any(
            figure.kind in kinds
            for number, reading in enumerate(self.readings, 1)
            if abs(number - own) <= 1 or self.likeness.between(own, number) >= SAME
            for figure in reading.figures
        )

    def _unsourced(self, claim: Claim, reading: Reading) -> bool:
        """Return whether a figure stands there, and nobody is named beside it who could have found it."""
        if not any(figure.kind in _AMOUNTS for figure in reading.figures):
            return False
        own = claim.passages[-1]
        near = {own - 1, own, own + 1}
        told = any(each.role == "reports" and not near.isdisjoint(each.claim.passages) for each in self.mined)
        beside = [self.readings[n - 1] for n in near if self._there(n)]
        named = any(name.certain for one in beside for name in one.names)
        return not (told or named or any(_SOURCE.search(one.text) for one in beside))

    def _there(self, number: int) -> bool:
        return 1 <= number <= len(self.readings)
