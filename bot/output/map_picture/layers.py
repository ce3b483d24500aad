"""Assign the map's boxes to columns and order each column (after Sugiyama, Tagawa & Toda 1981).

What supports a box is to its left. Attacks and questions are to the right of the line that they address, so
that its premises have the left side to themselves. An arrow that passes a column has a slot of its own there,
between the boxes, so that no arrow runs through a box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import pairwise
from statistics import fmean

from bot.output.map_picture.graph import Edge, EdgeKind, Node

LENGTH: dict[EdgeKind, int] = {
    "premise": 1,
    "support": 1,
    "attack": 1,
    "question": 2,
    "conclusion": 3,
}  # in columns, at least
_SWEEPS = 12  # in each direction; none of the maps that ship improves after that
_EXCHANGES = 4  # rounds of swaps within a sweep
_AMONG_EQUALS = {"attack": 0, "question": 2}  # the arrow to the conclusion runs between them


@dataclass(frozen=True, slots=True)
class Layers:
    """Columns of slots, left to right.

    A slot has the id of its box, or stands for an arrow that passes the column.
    `runs` holds the slots of each edge, left to right.
    """

    columns: tuple[tuple[str, ...], ...]
    runs: Mapping[Edge, tuple[str, ...]]


def layers_of(nodes: Sequence[Node], edges: Sequence[Edge]) -> Layers:
    """Return the columns of one connected part."""
    ways = _ways(edges)
    at = _columns(nodes, ways)
    runs = {edge: _run(number, ways[edge], at) for number, edge in enumerate(edges)}
    rank = {node.id: _AMONG_EQUALS.get(node.kind, 1) for node in nodes}
    roots = [node.id for node in nodes if node.kind == "recommendation"] + [node.id for node in nodes]
    columns = _first_order(roots, runs, at)
    return Layers(_fewest_crossings(columns, runs, rank), runs)


def put_to_a_line(edge: Edge) -> bool:
    """Return whether the arrow is an attack on a line, or a question to it."""
    return edge.kind in ("attack", "question") and edge.end.startswith("line:")


def _ways(edges: Iterable[Edge]) -> dict[Edge, tuple[str, str]]:
    """Return the left and the right end of each edge, so chosen that there is no cycle."""
    right_of: dict[str, list[str]] = defaultdict(list)
    ways = {}
    for edge in sorted(edges, key=put_to_a_line):
        left, right = (edge.end, edge.start) if put_to_a_line(edge) else (edge.start, edge.end)
        if _reaches(right, left, right_of):
            left, right = right, left
        right_of[left].append(right)
        ways[edge] = (left, right)
    return ways


def _reaches(start: str, end: str, right_of: Mapping[str, list[str]]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for box in right_of.get(waiting.pop(), ()):
            if box not in seen:
                seen.add(box)
                waiting.append(box)
    return end in seen


def _columns(nodes: Sequence[Node], ways: Mapping[Edge, tuple[str, str]]) -> dict[str, int]:
    """Put each box as far right as its successors allow.

    A box without successors stands next to its predecessor.
    """
    to_right: dict[str, list[tuple[str, int]]] = {node.id: [] for node in nodes}
    to_left: dict[str, list[tuple[str, int]]] = {node.id: [] for node in nodes}
    for edge, (left, right) in ways.items():
        to_right[left].append((right, LENGTH[edge.kind]))
        to_left[right].append((left, LENGTH[edge.kind]))
    from_right: dict[str, int] = {}
    for box in TopologicalSorter(
        {id: [right for right, _ in successors] for id, successors in to_right.items()}
    ).static_order():
        from_right[box] = max((from_right[right] + length for right, length in to_right[box]), default=0)
    for node in nodes:
        if node.kind != "recommendation" and not to_right[node.id]:
            from_right[node.id] = min(from_right[left] - length for left, length in to_left[node.id])
    most = max(from_right.values())
    return {id: most - far for id, far in from_right.items()}


def _run(number: int, way: tuple[str, str], at: Mapping[str, int]) -> tuple[str, ...]:
    left, right = way
    return (left, *(f"{number}/{column}" for column in range(at[left] + 1, at[right])), right)


def _first_order(
    roots: Sequence[str], runs: Mapping[Edge, tuple[str, ...]], at: Mapping[str, int]
) -> list[list[str]]:
    """Order each column as a depth-first walk from the recommendations meets its slots."""
    beside: dict[str, list[str]] = defaultdict(list)
    column = dict(at)
    for run in runs.values():
        for left, right in pairwise(run):
            beside[left].append(right)
            beside[right].append(left)
            column.setdefault(right, column[left] + 1)
    columns: list[list[str]] = [[] for _ in range(max(column.values()) + 1)]
    seen: set[str] = set()
    waiting = list(reversed(roots))
    while waiting:
        slot = waiting.pop()
        if slot not in seen:
            seen.add(slot)
            columns[column[slot]].append(slot)
            waiting += reversed(beside[slot])
    return columns


def _fewest_crossings(
    columns: list[list[str]], runs: Mapping[Edge, tuple[str, ...]], rank: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    """Return the order with the fewest crossings that barycentre sweeps find; of equals, the earliest."""
    steps = [step for run in runs.values() for step in pairwise(run)]
    best, least = columns, _crossings(columns, steps)
    for sweep in range(2 * _SWEEPS):
        forth = sweep % 2 == 0
        columns = _swept(columns, steps, rank, forth=forth)
        columns = _exchanged(columns, steps)
        crossings = _crossings(columns, steps)
        if crossings < least:
            best, least = columns, crossings
    return tuple(map(tuple, best))


def _swept(
    columns: list[list[str]], steps: Sequence[tuple[str, str]], rank: Mapping[str, int], *, forth: bool
) -> list[list[str]]:
    beside: dict[str, list[str]] = defaultdict(list)
    for left, right in steps:
        beside[right if forth else left].append(left if forth else right)
    place = {slot: (n + 0.5) / len(column) for column in columns for n, slot in enumerate(column)}
    swept = []
    for column in columns if forth else reversed(columns):
        middle = {slot: fmean([place[other] for other in beside[slot]] or [place[slot]]) for slot in column}
        ordered = sorted(column, key=lambda slot: (middle[slot], rank.get(slot, 1), place[slot], slot))
        place |= {slot: (n + 0.5) / len(ordered) for n, slot in enumerate(ordered)}
        swept.append(ordered)
    return swept if forth else swept[::-1]


def _exchanged(columns: list[list[str]], steps: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Swap neighbours in a column where that leaves fewer crossings."""
    to_left: dict[str, list[str]] = defaultdict(list)
    to_right: dict[str, list[str]] = defaultdict(list)
    for left, right in steps:
        to_left[right].append(left)
        to_right[left].append(right)
    place = {slot: n for column in columns for n, slot in enumerate(column)}

    def gain(above: str, below: str) -> int:
        return sum(
            (place[a] > place[b]) - (place[a] < place[b])
            for side in (to_left, to_right)
            for a in side[above]
            for b in side[below]
        )

    exchanged = [list(column) for column in columns]
    for column in exchanged * _EXCHANGES:
        for n, (above, below) in enumerate(pairwise(list(column))):
            if column[n] == above and gain(above, below) > 0:
                column[n : n + 2] = [below, above]
                place[above], place[below] = n + 1, n
    return exchanged


def _crossings(columns: Sequence[Sequence[str]], steps: Sequence[tuple[str, str]]) -> int:
    place = {slot: (number, n) for number, column in enumerate(columns) for n, slot in enumerate(column)}
    gaps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for left, right in steps:
        gaps[place[left][0]].append((place[left][1], place[right][1]))
    return sum(
        (a < c and b > d) or (a > c and b < d)
        for gap in gaps.values()
        for n, (a, b) in enumerate(gap)
        for c, d in gap[n + 1 :]
    )
