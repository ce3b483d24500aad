"""What an op-ed grants its opponents or reports of them, where rules have found whose view a sentence gives.

Who sets out the other side does so for a while: a sentence between two of its own, or one that may be its
own, belongs to it, too, until the paragraph ends or turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from knowledge.argument_map import Claim
from knowledge.document import Passage
from knowledge.topic import Topic

GUESSED = 0.4  # confidence below which a sentence is hardly known to be the other side's
SURE = 0.6  # confidence from which one sentence alone is taken for the other side's
_TURNS = re.compile(r"(?:but|yet|still|however|nevertheless)\b", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:like this|as follows|this way|the following)\W*$|:\s*$", re.IGNORECASE)


@lru_cache(maxsize=64)
def opposing(topic: Topic) -> frozenset[int]:
    """Return the passages that help the other side: what is granted, and what opponents are said to say."""
    return frozenset(number for run in _runs(topic) for number in run)


def whole_runs(topic: Topic) -> list[tuple[Passage, ...]]:
    """Return the runs of the other side's, the longest first: who gives it room surely gives it."""
    runs = sorted(_runs(topic), key=lambda run: -len(run))
    return [tuple(topic.document.passage(number) for number in run) for run in runs]


def granted(topic: Topic) -> tuple[int, ...]:
    """Return the passages of the other side's, those runs first in which the author most surely grants it."""
    claims = topic.argument_map.claims if topic.argument_map else ()
    concedes = {
        number: 1.0 if claim.confidence is None else claim.confidence
        for claim in claims
        if claim.kind == "concession"
        for number in claim.passages
    }
    runs = sorted(_runs(topic), key=lambda run: -max(concedes.get(number, 0.0) for number in run))
    return tuple(number for run in runs for number in run)


def answering(topic: Topic, number: int) -> tuple[Passage, ...]:
    """Return what follows the run of the other side in which a passage stands, as far as it may answer it.

    It is the rest of the paragraph and the next one, without what is the other side's again.
    """
    run = next((run for run in _runs(topic) if number in run), ())
    if not run:
        return ()
    last = topic.document.passage(run[-1])
    behind = topic.document.passages[last.id :]
    near = [one for one in behind if one.paragraph <= last.paragraph + 1]
    return tuple(one for one in near if one.id not in opposing(topic))


def _runs(topic: Topic) -> Iterator[tuple[int, ...]]:
    if topic.argument_map is None:
        return
    claims: dict[int, list[Claim]] = {}
    for claim in topic.argument_map.claims:
        for number in claim.passages:
            claims.setdefault(number, []).append(claim)
    for _, paragraph in groupby(topic.document.passages, key=lambda passage: passage.paragraph):
        yield from _runs_of(tuple(paragraph), claims)


def _runs_of(paragraph: Sequence[Passage], claims: dict[int, list[Claim]]) -> Iterator[tuple[int, ...]]:
    """Yield the runs of a paragraph that are the other side's."""
    run: list[Passage] = []
    for place, passage in enumerate(paragraph):
        of_others = _against(claims.get(passage.id, ()))
        if run and _TURNS.match(passage.text) and not of_others:
            yield from _sure(run, claims)
            run = []
        elif of_others or (run and _goes_on(run, paragraph[place:], claims)):
            run.append(passage)
        else:
            yield from _sure(run, claims)
            run = []
    yield from _sure(run, claims)


def _goes_on(run: Sequence[Passage], rest: Sequence[Passage], claims: dict[int, list[Claim]]) -> bool:
    """Tell whether the next passage still gives the other side: announced, doubtful, or in its midst."""
    if any(_BEGINS.search(passage.text) for passage in run):
        return True
    midst = any(_against(claims.get(passage.id, ())) for passage in rest[1:3])
    return midst or any(claim.helps == "either" for claim in claims.get(rest[0].id, ()))


def _sure(run: Sequence[Passage], claims: dict[int, list[Claim]]) -> Iterator[tuple[int, ...]]:
    """Yield a run, unless it is a single sentence of which it is hardly known whose view it gives."""
    found = [claim for passage in run for claim in claims.get(passage.id, ()) if claim.helps == "against"]
    sure = any(claim.confidence is None or claim.confidence >= SURE for claim in found)
    if run and (len(run) > 1 or sure):
        yield tuple(passage.id for passage in run)


def _against(claims: Sequence[Claim]) -> bool:
    return bool(claims) and all(
        claim.helps == "against" and (claim.confidence is None or claim.confidence >= GUESSED)
        for claim in claims
    )
