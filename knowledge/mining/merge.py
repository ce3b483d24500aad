"""Two argument maps of one document as one: the first holds, and the other fills what it leaves empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.argument_map import ArgumentMap


def merged(first: ArgumentMap, other: ArgumentMap) -> ArgumentMap:
    """Return `first` with the claims of `other` on passages that it has no claim for.

    Lines, starters and names are taken where it has none.
    """
    covered = {number for claim in first.claims for number in claim.passages}
    added = [claim for claim in other.claims if not covered.intersection(claim.passages)]
    renamed = {claim.id: _free(claim.id, first) for claim in added}
    lines = first.lines or (other.lines if _within(other, renamed) else ())
    claims = [*first.claims]
    for claim in added:
        links = {
            key: tuple(renamed[target] for target in getattr(claim, key) if target in renamed)
            for key in ("supports", "attacks", "answered")
        }
        claims.append(claim.model_copy(update={"id": renamed[claim.id], **links}))
    fields = first.model_dump(by_alias=True) | {
        "claims": [claim.model_dump() for claim in claims],
        "lines": [line.model_dump() for line in lines],
        "names": [name.model_dump() for name in first.names or other.names],
        "starters": (first if first.starters.ask else other).starters.model_dump(by_alias=True),
        "mined_by": first.mined_by or (other.mined_by if added else None),
    }
    return ArgumentMap.model_validate(fields)


def _free(slug: str, argument_map: ArgumentMap) -> str:
    number, free = 2, slug
    while free in argument_map.by_id:
        free, number = f"{slug}-{number}", number + 1
    return free


def _within(argument_map: ArgumentMap, kept: Mapping[str, Any]) -> bool:
    """Return whether every claim that its lines speak of was added under its own name."""
    return all(
        kept.get(claim_id) == claim_id
        for line in argument_map.lines
        for claim_id in (*line.premises, line.conclusion)
    )


def without(argument_map: ArgumentMap, gone: frozenset[str]) -> ArgumentMap:
    """Return the map without claims, lines, attacks, questions and weighings of those ids.

    What can no longer stand without them goes, too.
    """

    def kept(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(item for item in ids if item not in gone)

    claims = [
        claim.model_copy(
            update={key: kept(getattr(claim, key)) for key in ("supports", "attacks", "answered")}
        )
        for claim in argument_map.claims
        if claim.id not in gone
    ]
    lines = []
    for line in argument_map.lines:
        premises = kept(line.premises)
        if not premises or line.conclusion in gone or line.id in gone:
            continue
        attacks = [
            attack.model_copy(update={"about": kept(attack.about), "answered": kept(attack.answered)})
            for attack in line.attacks
            if attack.id not in gone and attack.claim not in gone and kept(attack.about)
        ]
        questions = [
            question.model_copy(
                update={"about": kept(question.about), "answered_by": kept(question.answered_by)}
            )
            for question in line.questions
            if question.id not in gone
            and kept(question.about)
            and bool(kept(question.answered_by)) == bool(question.answered_by)
        ]
        lines.append(
            line.model_copy(
                update={"premises": premises, "attacks": tuple(attacks), "questions": tuple(questions)}
            )
        )
    there = {line.id for line in lines}
    weighings = [
        weighing.model_copy(update={"lines": tuple(item for item in weighing.lines if item in there)})
        for weighing in argument_map.weighings
        if weighing.id not in gone and kept(weighing.about) == weighing.about
    ]
    return argument_map.changed(claims=tuple(claims), lines=tuple(lines), weighings=tuple(weighings))
