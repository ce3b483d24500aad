"""Two runs compared: what got better or worse, which cases flipped, and whether it is more than chance."""

from __future__ import annotations

from typing import NamedTuple

from evals.measures import MEASURE
from evals.record import CaseResult, Run
from evals.stats import Difference, difference


class Change(NamedTuple):
    """One measure on one document, over the cases that both runs scored."""

    document: str
    measure: str
    before: float
    after: float
    cases: int
    difference: Difference

    @property
    def verdict(self) -> str:
        """Return it in a word for the reader."""
        if self.difference.gained == 0:
            return "the same"
        better = MEASURE[self.measure].better
        word = (
            "changed"
            if better == "neither"
            else "better"
            if (self.difference.gained > 0) == (better == "higher")
            else "worse"
        )
        return word if self.difference.larger_than_chance else f"{word}, within chance"


class Flip(NamedTuple):
    """A case that passed a measure in one run and not in the other."""

    document: str
    suite: str
    id: str
    measure: str
    before: float
    after: float
    asks: tuple[str, ...]


class Comparison(NamedTuple):
    """What changed from an earlier run to a later one; `alone` counts the cases that only one of them has."""

    before: str
    after: str
    changes: list[Change]
    flips: list[Flip]
    alone: int


def compare(before: Run, after: Run) -> Comparison:
    """Compare case by case, paired by document, suite and id."""
    earlier, later = {case.key: case for case in before.cases}, {case.key: case for case in after.cases}
    both = [key for key in later if key in earlier]
    changes, flips = [], []
    for document in after.documents:
        pairs = [(earlier[key], later[key]) for key in both if key[0] == document]
        for measure in MEASURE:
            values = [
                (earlier_case.scores[measure], later_case.scores[measure])
                for earlier_case, later_case in pairs
                if measure in earlier_case.scores and measure in later_case.scores
            ]
            if values and measure != "latency":  # a clock that is shared with other programs
                old, new = [list(side) for side in zip(*values, strict=True)]
                changes.append(
                    Change(
                        document,
                        measure,
                        sum(old) / len(old),
                        sum(new) / len(new),
                        len(old),
                        difference(old, new),
                    )
                )
        flips += [flip for pair in pairs for flip in _flips(*pair)]
    return Comparison(before.id, after.id, changes, flips, len(earlier) + len(later) - 2 * len(both))


def _flips(before: CaseResult, after: CaseResult) -> list[Flip]:
    flips = []
    for measure, kind in MEASURE.items():
        if (
            kind.better == "neither"
            or measure == "repetition"
            or measure not in before.scores
            or measure not in after.scores
        ):
            continue
        perfect = 1.0 if kind.better == "higher" else 0.0
        if (before.scores[measure] == perfect) != (after.scores[measure] == perfect):
            flips.append(
                Flip(
                    after.document,
                    after.suite,
                    after.id,
                    measure,
                    before.scores[measure],
                    after.scores[measure],
                    after.asks,
                )
            )
    return flips
