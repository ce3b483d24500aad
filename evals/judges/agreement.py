"""Two judges at once: the stricter verdict holds, and how often they agree is counted."""

from __future__ import annotations

from collections.abc import Sequence

from evals.judges.judge import Grade, Judge

# Claim and passages, and what each judge said
Counts = list[tuple[tuple[str, tuple[str, ...]], tuple[bool, bool]]]


class BothJudges:
    """Two judges: a claim counts as carried when both say so.

    `agreement` is Cohen's kappa (1960) over all that was graded.
    """

    name = "both"

    def __init__(self, first: Judge, second: Judge) -> None:
        self._first, self._second = first, second
        self._counts: dict[tuple[str, tuple[str, ...]], tuple[bool, bool]] = {}

    def grade(self, claim: str, passages: Sequence[str]) -> Grade:
        """Return the lower score, with the reason of the judge that gave it."""
        first, second = self._first.grade(claim, passages), self._second.grade(claim, passages)
        self._counts[claim, tuple(passages)] = (first.supported, second.supported)
        lower, judge = (
            (first, self._first)
            if (first.supported, first.score) <= (second.supported, second.score)
            else (second, self._second)
        )
        agreement = "agreed" if first.supported == second.supported else f"only {judge.name} objects"
        return Grade(lower.score, lower.supported, f"{lower.reason} ({agreement})")

    def given(self) -> Counts:
        """Return what was graded here since the last time, to be taken in elsewhere."""
        counts, self._counts = list(self._counts.items()), {}
        return counts

    def take(self, counts: Counts) -> None:
        """Count what was graded elsewhere."""
        self._counts.update(counts)

    @property
    def agreement(self) -> tuple[float, float, int]:
        """Return the share of pairs on which both agree, Cohen's kappa, and how many pairs there were."""
        pairs = list(self._counts.values())
        if not pairs:
            return 1.0, 1.0, 0
        same = sum(first == second for first, second in pairs) / len(pairs)
        yes_one, yes_other = (sum(pair[n] for pair in pairs) / len(pairs) for n in (0, 1))
        by_chance = yes_one * yes_other + (1 - yes_one) * (1 - yes_other)
        return same, 1.0 if by_chance == 1 else (same - by_chance) / (1 - by_chance), len(pairs)
