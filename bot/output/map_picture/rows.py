"""Set the height of each slot: as near to what it is joined to as its neighbours in the column allow."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

_ROUNDS, _PASSES = 3, 30
_STRAIGHT = 8.0  # how much more a passing arrow is pulled than a box, so that it runs straight


def rows_of(
    columns: Sequence[Sequence[str]],
    steps: Sequence[tuple[str, str]],
    heights: Mapping[str, float],
    apart: Mapping[tuple[str, str], float],
) -> dict[str, float]:
    """Return the middle of each slot; the highest box begins at 0.

    `apart` is the gap between two slots that follow each other in a column.
    """
    pulls: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for left, right in steps:
        weight = _STRAIGHT if not heights[left] or not heights[right] else 1.0
        pulls[left].append((right, weight))
        pulls[right].append((left, weight))
    offsets = [_offsets(column, heights, apart) for column in columns]
    middles: dict[str, float] = {}
    for column, own in zip(columns, offsets, strict=True):
        middles |= {slot: offset - own[-1] / 2 for slot, offset in zip(column, own, strict=True)}
    for _ in range(_ROUNDS):
        _settle(columns, pulls, offsets, middles)
        _close(columns, offsets, middles)
    top = min(middles[slot] - heights[slot] / 2 for slot in middles)
    return {slot: middle - top for slot, middle in middles.items()}


def _settle(
    columns: Sequence[Sequence[str]],
    pulls: Mapping[str, Sequence[tuple[str, float]]],
    offsets: Sequence[Sequence[float]],
    middles: dict[str, float],
) -> None:
    """Pull each slot towards what it is joined to, column by column, in both directions."""
    both = list(zip(columns, offsets, strict=True))
    for turn in range(_PASSES):
        for column, own in both if turn % 2 else reversed(both):
            wished = [_mean(pulls[slot], middles) for slot in column]
            middles |= zip(column, _kept_apart(wished, own), strict=True)


def _close(
    columns: Sequence[Sequence[str]], offsets: Sequence[Sequence[float]], middles: dict[str, float]
) -> None:
    """Close gaps that run through every column, by moving up everything below."""
    for cut in sorted(middles, key=lambda slot: middles[slot]):
        high = middles[cut]
        room = []
        for column, own in zip(columns, offsets, strict=True):
            first = bisect_left(column, high, key=lambda slot: middles[slot])
            if 0 < first < len(column):
                room.append(
                    middles[column[first]] - middles[column[first - 1]] - (own[first] - own[first - 1])
                )
        gap = min(room, default=0.0)
        if gap > 0:
            middles |= {slot: middle - gap for slot, middle in middles.items() if middle >= high}


def _offsets(
    column: Sequence[str], heights: Mapping[str, float], apart: Mapping[tuple[str, str], float]
) -> list[float]:
    """Return the least distance of each slot's middle from the first one's."""
    return list(
        accumulate((heights[a] / 2 + apart[a, b] + heights[b] / 2 for a, b in pairwise(column)), initial=0.0)
    )


def _mean(pulls: Sequence[tuple[str, float]], middles: Mapping[str, float]) -> float:
    return sum(middles[other] * weight for other, weight in pulls) / sum(weight for _, weight in pulls)


def _kept_apart(wished: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """Return the heights nearest to those wished that keep order and gaps.

    By least squares: pool adjacent violators.
    """
    blocks: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        mean, count = wish - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    return [
        mean + offset
        for (mean, offset) in zip(
            (mean for mean, count in blocks for _ in range(count)), offsets, strict=True
        )
    ]
