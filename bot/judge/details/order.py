"""Whether the passages have the words of the claim in another order."""

from __future__ import annotations

import itertools

from bot.judge.details.matches import Match
from knowledge.sentence_analysis import Reading


def out_of_order(claim: Reading, matches: list[Match]) -> float:
    """Return the share of neighbouring words that the best passage has the other way round."""
    by_passage: dict[int, list[int]] = {}
    for word in claim.content:
        for number in {number for number, _ in matches[word.index]}:
            first = min(match.index for other, match in matches[word.index] if other == number)
            by_passage.setdefault(number, []).append(first)
    places = max(by_passage.values(), key=len, default=[])
    if len(places) < 3:
        return 0.0
    return sum(left > right for left, right in itertools.pairwise(places)) / (len(places) - 1)
