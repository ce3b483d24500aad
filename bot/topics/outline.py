"""A map as an outline of one page: thesis, recommendations, reasons, concessions, opponents, and the rest."""

from __future__ import annotations

from typing import Literal, get_args

from knowledge.argument_map import ArgumentMap, Claim

Part = Literal["thesis", "recommendations", "reasons", "concessions", "opponents", "told"]
PARTS: tuple[Part, ...] = get_args(Part)


def part_of(claim: Claim, argument_map: ArgumentMap) -> Part:
    """Return where a claim stands in the outline."""
    if argument_map.main is not None and claim.id == argument_map.main.id:
        return "thesis"
    if claim.kind == "recommendation":
        return "recommendations"
    if claim.kind == "reported view":
        return "opponents"
    if claim.kind == "concession" or claim.helps == "against":
        return "concessions"
    return "reasons" if claim.helps == "for" else "told"


def outline(argument_map: ArgumentMap) -> tuple[tuple[Part, tuple[Claim, ...]], ...]:
    """Return the claims of each part that there is, in the order in which the op-ed makes them."""
    ordered = sorted(argument_map.claims, key=lambda claim: claim.passages)
    parts = {part: tuple(one for one in ordered if part_of(one, argument_map) == part) for part in PARTS}
    return tuple((part, claims) for part, claims in parts.items() if claims)
