"""Arguing without a model.

Walks the argument map, for the recommendation or against it, with only the op-ed as ground.

Against it, honest attacks are undercuts and unmet burdens; rebuttal comes from the op-ed's own concessions
(the kinds of attack are Pollock's and, for undermining, those of Prakken 2010).
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.evidence.gather import Evidence
from bot.request.plan import Plan
from bot.statement import Statement
from bot.statement.marking import stopped
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentLine, ArgumentMap, Attack, Claim, CriticalQuestion
from knowledge.sentence_analysis import read

PREMISES = 4  # of the line that the question is about
BESIDE = 1  # of the next one
CRITIQUES = 3
LEAST = 4  # statements in a case


def argue(plan: Plan, evidence: Evidence) -> Iterator[Statement]:
    """Return a case of four to seven statements for the plan's side."""
    return _for(evidence) if plan.side == "for" else _against(plan, evidence)


def _for(evidence: Evidence) -> Iterator[Statement]:
    argument_map = _map(evidence)
    first, *others = (line for line, _ in evidence.lines[:2])
    frames = Frames()
    top = evidence.claims[0][0]
    if top.helps == "against" and top.id not in first.premises:
        yield frames.concede(top)
    premises = _premises(first, evidence)[:PREMISES]
    beside = [claim for other in others for claim in _premises(other, evidence) if claim not in premises]
    premises += beside[: max(BESIDE, LEAST - 1 - len(premises))]
    asked = argument_map.by_id[first.conclusion]
    yield from (frames.say(claim) for claim in premises if claim.id != asked.id)
    yield frames.conclude(asked)


def _against(plan: Plan, evidence: Evidence) -> Iterator[Statement]:
    argument_map = _map(evidence)
    first, *others = (line for line, _ in evidence.lines[:2])
    frames = Frames()
    attacks = list(_attacks(plan, first, argument_map, frames, 1 + CRITIQUES))
    if len(attacks) < LEAST - 1:
        attacks += [
            attack
            for other in others
            for attack in _attacks(plan, other, argument_map, frames, LEAST - 1 - len(attacks))
        ]
    yield from attacks
    if first.questions:
        question = _closest(plan, first)
        yield Statement(
            "question", question.asks, argument_map.passages_of(question.about), point=question.id
        )
    for weighing in argument_map.weighings:
        if first.id in weighing.lines:
            yield Statement("weighing", stopped(weighing.says), argument_map.passages_of(weighing.about))
            break


def _premises(line: ArgumentLine, evidence: Evidence) -> list[Claim]:
    """Return the line's premises that help the recommendation, the most relevant first.

    Those alike in the line's own order.
    """
    argument_map = _map(evidence)
    scores = {claim.id: round(score.score, 1) for claim, score in evidence.claims}
    claims = [argument_map.by_id[premise] for premise in line.premises]
    kept = [claim for claim in claims if claim.helps != "against" and claim.id != line.conclusion]
    return sorted(kept, key=lambda claim: -scores.get(claim.id, 0.0))


def _attacks(
    plan: Plan, line: ArgumentLine, argument_map: ArgumentMap, frames: Frames, most: int
) -> Iterator[Statement]:
    """Yield the op-ed's own concession, then the critiques by how much they take up the question's words."""
    conceded = [attack for attack in line.attacks if attack.claim]
    critiques = sorted(
        (attack for attack in line.attacks if attack.says), key=lambda attack: -_shared(plan, attack.says)
    )
    for attack in [*conceded[:1], *critiques][:most]:
        yield _attack(attack, argument_map, frames)


def _attack(attack: Attack, argument_map: ArgumentMap, frames: Frames) -> Statement:
    if attack.claim:
        return frames.own_concession(argument_map.by_id[attack.claim])
    return Statement(
        "critique", stopped(attack.says), argument_map.passages_of(attack.about), point=attack.id
    )


def _closest(plan: Plan, line: ArgumentLine) -> CriticalQuestion:
    return max(line.questions, key=lambda question: _shared(plan, question.asks))


def _shared(plan: Plan, text: str) -> int:
    words = read(text).content
    return sum(
        any(not asked.near.isdisjoint(word.near) for word in words) for asked in plan.question.reading.content
    )


def _map(evidence: Evidence) -> ArgumentMap:
    assert evidence.topic.argument_map is not None
    return evidence.topic.argument_map
