"""What stands near an answer: the claims next to those it cites in the argument map, and their passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from knowledge.argument_map import ArgumentMap, Claim
from knowledge.document import Passage
from knowledge.topic import Topic


def near_passages(argument_map: ArgumentMap, cites: Collection[int]) -> Counter[int]:
    """Count, for each passage, the links of the map that lead to it from the claims on `cites`."""
    here = {claim.id for claim in argument_map.claims if set(claim.passages) & set(cites)}
    near: Counter[int] = Counter()
    for start, end in _links(argument_map):
        for one, other in ((start, end), (end, start)):
            if one in here and other not in here:
                near.update(argument_map.by_id[other].passages)
    return near


def related_passages(topic: Topic, cites: Collection[int], most: int = 3) -> tuple[Passage, ...]:
    """Return the passages nearest to those cited, in reading order; none without an argument map."""
    if topic.argument_map is None or not cites:
        return ()
    near = near_passages(topic.argument_map, cites)
    found = [(number, count) for number, count in near.items() if number not in cites]
    best = sorted(found, key=lambda pair: (-pair[1], _apart(pair[0], cites)))[:most]
    return tuple(topic.document.passage(number) for number in sorted(number for number, _ in best))


def _apart(number: int, cites: Collection[int]) -> int:
    return min(abs(number - cited) for cited in cites)


def _links(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    """Yield each pair of claims that an arrow of the map joins, also by way of a line of argument."""
    for claim in argument_map.claims:
        yield from ((claim.id, other) for other in _named_by(claim))
    for line in argument_map.lines:
        yield from ((premise, line.conclusion) for premise in line.premises if premise != line.conclusion)
        for attack in line.attacks:
            if attack.claim:
                yield from ((attack.claim, claim) for claim in attack.about if claim != attack.claim)


def _named_by(claim: Claim) -> tuple[str, ...]:
    return (*claim.supports, *claim.attacks, *claim.answered)
