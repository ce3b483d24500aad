"""What of the evidence a reader has not been told before."""

from __future__ import annotations

from knowledge.argument_map import Claim
from knowledge.search import Scored


def untold(
    claims: tuple[tuple[Claim, Scored], ...], known: frozenset[int]
) -> tuple[tuple[Claim, Scored], ...]:
    """Return the claims without those that were told before.

    What these support, or what supports them, comes first: it is the "why".
    """
    if not known:
        return claims
    earlier = [claim for claim, _ in claims if known.issuperset(claim.passages)]
    linked = {supported for claim in earlier for supported in claim.supports} | {
        claim.id for claim, _ in claims if any(other.id in claim.supports for other in earlier)
    }
    best = max((score.score for _, score in claims), default=0.0)
    rest = [
        (claim, score._replace(score=best) if claim.id in linked else score)
        for claim, score in claims
        if claim not in earlier
    ]
    return tuple(sorted(rest, key=lambda pair: -pair[1].score)) or claims
