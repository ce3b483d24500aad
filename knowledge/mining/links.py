"""What each mined claim is a reason for, and what the op-ed answers to what it grants or reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.argument_map import Claim
from knowledge.mining.claims import MinedClaim
from knowledge.mining.likeness import Likeness
from knowledge.rounding import settled

ASKED_OF_MAIN = (
    "what does the op-ed recommend",
    "what should be done",
    "what does the author want or propose",
    "what is the solution or remedy",
)
ANSWERED_WITHIN = 4  # passages on from what is granted or reported, within which an op-ed answers it
ANSWERS = 2  # at most
REBUTS = 0.5  # what a sentence that rebuts is ahead of others by, as an answer
FURTHER = 0.12  # what an answer loses with each passage further away
NEAR = 3  # passages between a reason and the recommendation that it stands beside
BESIDE = 0.15  # what a recommendation gains, as what is supported, by standing there
OWN_REASON = 0.45  # likeness from which a reason is that of another recommendation, and of the main one


def with_links(mined: Sequence[MinedClaim], main: Claim | None, likeness: Likeness) -> list[MinedClaim]:
    """Return the claims with what each supports or attacks, and what answers those that attack."""
    if main is None:
        return list(mined)
    recommended = [each.claim for each in mined if each.claim.kind == "recommendation"]
    joined = []
    for each in mined:
        claim = each.claim
        if claim.id == main.id:
            claim = claim.model_copy(update={"asked": ASKED_OF_MAIN})
        elif claim.kind in ("concession", "reported view"):
            links = {"attacks": (main.id,), "answered": _answers(claim, mined, likeness)}
            claim = claim.model_copy(update=links)
        elif claim.helps == "for":
            claim = claim.model_copy(update={"supports": _supported(claim, main, recommended, likeness)})
        joined.append(replace(each, claim=claim))
    return joined


def _supported(
    claim: Claim, main: Claim, recommended: Sequence[Claim], likeness: Likeness
) -> tuple[str, ...]:
    """Return the recommendation that a claim is most like or stands beside, and the main one."""
    others = [one for one in recommended if one.id not in (main.id, claim.id)]
    if claim.kind == "recommendation" or not others:
        return (main.id,)
    number = claim.passages[-1]

    def fit(one: Claim) -> float:
        beside = BESIDE * (abs(one.passages[-1] - number) <= NEAR)
        return settled(likeness.between(number, one.passages[-1]) + beside)

    best = max(others, key=fit)
    return (best.id, main.id) if fit(best) >= max(OWN_REASON, fit(main)) else (main.id,)


def _answers(claim: Claim, mined: Sequence[MinedClaim], likeness: Likeness) -> tuple[str, ...]:
    """Return what the op-ed sets against what it grants or reports.

    Claims of its own that come soon after, those first that rebut, that are near, and that speak of the same.
    """
    number = claim.passages[-1]
    near = [
        each
        for each in mined
        if number < each.claim.passages[-1] <= number + ANSWERED_WITHIN and each.claim.helps == "for"
    ]

    def worth(each: MinedClaim) -> float:
        there = each.claim.passages[-1]
        asks = 0.2 * (each.claim.kind == "recommendation")
        return settled(
            REBUTS * (each.role == "rebuts")
            + likeness.between(number, there)
            - FURTHER * (there - number)
            - asks
        )

    return tuple(each.claim.id for each in sorted(near, key=worth, reverse=True)[:ANSWERS])
