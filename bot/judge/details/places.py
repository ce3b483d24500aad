"""Which place a name or figure fills in a sentence, told by the words around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from knowledge.figures import Figure
from knowledge.names import Name
from knowledge.sentence_analysis import Reading, Word

_REACH = 3  # content words on either side that tell which place a name or figure fills
_start = attrgetter("start")

Filler = Name | Figure
Around = list[tuple[Word, float, int]]  # a content word, its weight, and on which side it stands


def misplaced(claim: Reading, filler: Filler, sources: list[Reading]) -> float:
    """Measure how much better the words around a filler fit another one of the passages than itself; 0 to 1.

    Another that the claim has too must fit there as badly: then the two have changed places.
    """
    around = words_around(claim, filler.start, filler.end)
    most = sum(weight for _, weight, _ in around)
    if not most:
        return 0.0
    fits: dict[str, float] = {}
    rivals: dict[str, Filler] = {}
    own_fit = 0.0
    for source in sources:
        for other in _fillers(source, filler):
            worth = fit(around, source, other.start, other.end)
            key = _key(other)
            if _same(filler, other):
                own_fit = max(own_fit, worth)
            elif worth > fits.get(key, 0.0):
                fits[key], rivals[key] = worth, other
    worst = 0.0
    for key, worth in fits.items():
        gain = worth - own_fit
        twins = (own for own in _fillers(claim, filler) if _same(own, rivals[key]))
        twin = next(twins, None) if gain > 0 else None
        if twin is not None:
            across = words_around(claim, twin.start, twin.end)
            gain = min(gain, _best_fit(across, sources, filler) - _best_fit(across, sources, twin))
        worst = max(worst, gain / most)
    return worst


def fit(around: Around, source: Reading, start: int, end: int) -> float:
    """Measure how many of the words around a place in the claim stand around a place in a passage.

    Only those on the same side count, weighed by nearness.
    """
    nearby = words_around(source, start, end)
    return sum(
        (
            weight
            * max(
                (near for other, near, beside in nearby if beside == side and word.carries(other)),
                default=0.0,
            )
            for word, weight, side in around
        ),
        0.0,
    )


def words_around(reading: Reading, start: int, end: int) -> Around:
    """Return the content words near a place, with a weight that falls with the distance, and their side."""
    content = reading.content
    first, last = bisect_left(content, start, key=_start), bisect_left(content, end, key=_start)
    before, behind = content[max(0, first - _REACH) : first][::-1], content[last : last + _REACH]
    return [
        (word, 1.0 / (1 + distance), side)
        for side, words in ((-1, before), (1, behind))
        for distance, word in enumerate(words)
    ]


def _best_fit(around: Around, sources: list[Reading], filler: Filler) -> float:
    fits = (
        fit(around, source, other.start, other.end)
        for source in sources
        for other in _fillers(source, filler)
        if _same(filler, other)
    )
    return max(fits, default=0.0)


def _key(filler: Filler) -> str:
    return filler.key if isinstance(filler, Name) else f"{filler.kind} {filler.value}"


def _fillers(reading: Reading, like: Filler) -> Sequence[Filler]:
    return reading.names if isinstance(like, Name) else reading.figures


def _same(filler: Filler, other: Filler) -> bool:
    return isinstance(filler, Name) == isinstance(other, Name) and filler.same(other)  # type: ignore[arg-type]
