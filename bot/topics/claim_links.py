"""The rest of a map after a reviewer has changed a claim: its wording elsewhere, and its side."""

from __future__ import annotations

from knowledge.argument_map import ArgumentMap, Claim
from knowledge.mining.merge import without


def reworded(argument_map: ArgumentMap, before: Claim, after: Claim) -> ArgumentMap:
    """Return the map whose questions, doubts and starters speak of a claim in its new words."""
    if before.says == after.says:
        return argument_map

    def other(text: str) -> str:
        opened = before.says[:1].upper() + before.says[1:], after.says[:1].upper() + after.says[1:]
        return text.replace(before.says, after.says).replace(*opened)

    lines = tuple(
        line.model_copy(
            update={
                "attacks": tuple(one.model_copy(update={"says": other(one.says)}) for one in line.attacks),
                "questions": tuple(
                    one.model_copy(update={"asks": other(one.asks)}) for one in line.questions
                ),
            }
        )
        for line in argument_map.lines
    )
    weighings = tuple(one.model_copy(update={"says": other(one.says)}) for one in argument_map.weighings)
    debate = tuple(map(other, argument_map.starters.debate))
    starters = argument_map.starters.model_copy(update={"debate": debate})
    return argument_map.changed(lines=lines, weighings=weighings, starters=starters)


def resettled(argument_map: ArgumentMap, before: Claim) -> ArgumentMap:
    """Return the map in which a claim supports and attacks what fits the side that it now helps.

    What was said of it as a reason, or as something granted, stands no more where it is that no longer.
    """
    claim, main = argument_map.by_id[before.id], argument_map.main
    moved = before.helps != claim.helps
    if not moved and (before.kind == claim.kind or "concession" not in (before.kind, claim.kind)):
        return argument_map
    pruned = without(argument_map, frozenset({claim.id}))
    if not any(line.conclusion == claim.id for line in argument_map.lines) and pruned.lines:
        argument_map = argument_map.changed(lines=pruned.lines, weighings=pruned.weighings)
    if not moved:
        return argument_map
    aims = (main.id,) if main and main.id != claim.id else ()
    links = {
        "supports": (claim.supports or aims) if claim.helps == "for" else (),
        "attacks": (claim.attacks or aims) if claim.helps == "against" else (),
        "answered": claim.answered if claim.helps == "against" else (),
    }
    claims = tuple(
        claim.model_copy(update=links) if one.id == claim.id else _answered_without(one, claim)
        for one in argument_map.claims
    )
    return argument_map.changed(claims=claims)


def _answered_without(claim: Claim, moved: Claim) -> Claim:
    """Return a claim that the moved one no longer answers, unless that helps the op-ed's side."""
    if moved.helps == "for" or moved.id not in claim.answered:
        return claim
    return claim.model_copy(update={"answered": tuple(id for id in claim.answered if id != moved.id)})
