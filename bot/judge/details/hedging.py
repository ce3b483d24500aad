"""Whether the claim is surer than the passages, word by word."""

from __future__ import annotations

from bot.judge.details.matches import Match
from knowledge.sentence_analysis import Reading


def hedging_features(claim: Reading, matches: list[Match]) -> dict[str, float]:
    """Compare how sure the claim and the passages are of each word that both have."""
    steps = [
        word.sure - max(other.sure for _, other in matches[word.index])
        for word in claim.content
        if matches[word.index]
    ]
    return {
        "surer": sum(step > 0 for step in steps) / len(steps) if steps else 0.0,
        "surer by": float(max(steps, default=0)),
        "less sure": sum(step < 0 for step in steps) / len(steps) if steps else 0.0,
    }
