"""Both sides at their best.

Three points each, of as nearly the same length as can be, then what the disagreement turns on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from bot.evidence.gather import Evidence
from bot.statement import Fixed, Statement
from bot.statement.marking import stopped
from bot.writers import Draft
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentLine, ArgumentMap, Attack, Claim, Side

POINTS = 3  # of each side
CHOICE = 5  # of each side that are looked at
_FRAME = 4  # words by which a claim is given as the op-ed's
_HEADS: dict[Side, Fixed] = {
    "for": Fixed("For the recommendation, at its best:", "for"),
    "against": Fixed("Against it, at its best:", "against"),
}
TURNS_ON = {
    "facts": Fixed("What both sides disagree on is facts:"),
    "predictions": Fixed("What both sides disagree on is predictions:"),
    "values": Fixed("What both sides disagree on is values:"),
}


def both(evidence: Evidence) -> Iterator[Draft]:
    """Yield the statements of both columns, each marked with its side, and of what they turn on."""
    argument_map = evidence.topic.argument_map
    assert argument_map is not None
    lines = [line for line, _ in evidence.lines]
    pros, cons = _even(_pro(lines, argument_map), _con(lines, argument_map))
    columns = (_for(pros), _against(cons, argument_map))
    for side, points in zip(_HEADS, columns, strict=True):
        yield _HEADS[side]
        yield from (replace(point, side=side) for point in points)
    cited = {number for column in columns for point in column for number in point.cites}
    weighings = sorted(
        argument_map.weighings,
        key=lambda weighing: -len(cited & set(argument_map.passages_of(weighing.about))),
    )
    for weighing in weighings[:1]:
        yield TURNS_ON[weighing.turns_on]
        yield Statement(
            "weighing", stopped(weighing.says), argument_map.passages_of(weighing.about), point=weighing.id
        )


def _for(claims: Sequence[Claim]) -> list[Statement]:
    frames = Frames()
    return [frames.say(claim) for claim in claims]


def _against(points: Sequence[Claim | Attack], argument_map: ArgumentMap) -> list[Statement]:
    """Return what the op-ed grants first, then what it leaves undone."""
    frames = Frames()
    granted = [frames.own_concession(point) for point in points if isinstance(point, Claim)]
    attacks = [point for point in points if isinstance(point, Attack)]
    return granted + [
        Statement("critique", stopped(attack.says), argument_map.passages_of(attack.about), point=attack.id)
        for attack in attacks
    ]


def _pro(lines: Sequence[ArgumentLine], argument_map: ArgumentMap) -> list[Claim]:
    """Return premises that help the recommendation, one of each line that fits best.

    A cause or a warning where there is one.
    """
    chosen: dict[str, Claim] = {}
    for line in lines:
        premises = [argument_map.by_id[premise] for premise in line.premises]
        claims = [
            claim
            for claim in premises
            if claim.helps == "for" and claim.kind != "recommendation" and claim.id not in chosen
        ]
        best = max(claims, key=lambda claim: claim.kind in ("prediction", "cause"), default=None)
        if best and len(chosen) < CHOICE:
            chosen[best.id] = best
    return list(chosen.values())


def _con(lines: Sequence[ArgumentLine], argument_map: ArgumentMap) -> list[Claim | Attack]:
    """Return what answers each line.

    The op-ed's own concession where there is one, else the first undercut or unmet burden.
    """
    chosen: dict[str, Claim | Attack] = {}
    for line in lines:
        attack = next((attack for attack in line.attacks if attack.claim), next(iter(line.attacks), None))
        if attack and len(chosen) < CHOICE:
            chosen.setdefault(
                attack.claim or attack.id, argument_map.by_id[attack.claim] if attack.claim else attack
            )
    return list(chosen.values())


def _even(
    pros: Sequence[Claim], cons: Sequence[Claim | Attack]
) -> tuple[tuple[Claim, ...], tuple[Claim | Attack, ...]]:
    """Return as many points of each side, of lengths as equal as can be; of those alike the first ones."""
    count = min(POINTS, len(pros), len(cons))

    def words(points: Sequence[Claim | Attack]) -> int:
        return sum(len(point.says.split()) + (_FRAME if isinstance(point, Claim) else 0) for point in points)

    pairs = ((first, second) for first in combinations(pros, count) for second in combinations(cons, count))
    return min(pairs, key=lambda pair: abs(words(pair[0]) - words(pair[1])))
