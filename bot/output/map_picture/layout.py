"""Place the boxes and route the arrows.

Connected parts stand one below the other, then the boxes that no arrow joins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import fmean

from bot.output.map_picture.graph import Edge, EdgeKind, Graph, Node
from bot.output.map_picture.layers import Layers, layers_of
from bot.output.map_picture.rows import rows_of
from bot.output.map_picture.text import ELLIPSIS, fitted, width, wrapped
from bot.statement.marking import marks

WIDTH, LINE, PAD = 236, 15, 8  # of a box and its text, in pixels
TEXT, NOTE = 12.0, 10.5  # font sizes
_LINES = 4  # of text in a box; the rest is in its details
MARGIN, BETWEEN = 16, 76  # around the picture; between two columns
# gaps in a column: between two passing arrows, between slots joined to the same box, between others
_BUNDLED, _NEAR, _FAR = 6, 10, 30
_BLOCK = 60  # between parts
_PORTS = 14.0  # between arrows of different kinds at the side of a box
_ACROSS = 4  # loose boxes in a row, at most


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place: the upper left corner, the height, its text in lines, and what it is."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge with the points that it runs through, from start to end; it is level at each of them."""

    edge: Edge
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture's size and what stands in it."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@lru_cache(maxsize=16)
def lay_out(graph: Graph) -> Layout:
    """Lay out premises on the left, then lines of argument, attacks, questions; conclusions on the right."""
    texts = {
        node.id: wrapped(node.text, WIDTH - 2 * PAD, TEXT, _LINES, bold=node.kind == "line")
        for node in graph.nodes
    }
    heights = {id: float(LINE * (len(lines) + 1) + 2 * PAD) for id, lines in texts.items()}
    corners: dict[str, tuple[float, float]] = {}
    runs: dict[Edge, tuple[tuple[float, float], ...]] = {}
    below = float(MARGIN)
    loose: list[Node] = []
    for nodes, edges in _parts(graph):
        if not edges:
            loose += nodes
            continue
        placed, joined = _part(layers_of(nodes, edges), heights, below)
        corners |= placed
        runs |= joined
        below = max(corners[node.id][1] + heights[node.id] for node in nodes) + _BLOCK
    corners |= _grid(loose, heights, below)
    boxes = tuple(
        Box(node, *corners[node.id], heights[node.id], texts[node.id], _note(node)) for node in graph.nodes
    )
    arrows = tuple(Arrow(edge, runs[edge]) for edge in graph.edges if edge in runs)
    width = max((box.x + WIDTH for box in boxes), default=0) + MARGIN
    return Layout(width, max((box.y + box.height for box in boxes), default=0) + MARGIN, boxes, arrows)


def _note(node: Node) -> str:
    """Return what the box is, with as many of its passages as fit."""
    room = WIDTH - 2 * PAD
    for count in range(len(node.cites), 0, -1):
        note = f"{node.note} {marks(node.cites[:count])}{'' if count == len(node.cites) else ELLIPSIS}"
        if width(note, NOTE) <= room:
            return note
    return fitted(node.note, room, NOTE)


def _parts(graph: Graph) -> list[tuple[list[Node], list[Edge]]]:
    """Return the boxes and arrows of each connected part, the largest first."""
    part = {node.id: node.id for node in graph.nodes}

    def root(box: str) -> str:
        while part[box] != box:
            part[box] = box = part[part[box]]
        return box

    edges = [edge for edge in graph.edges if edge.start != edge.end]
    for edge in edges:
        part[root(edge.start)] = root(edge.end)
    parts: dict[str, tuple[list[Node], list[Edge]]] = defaultdict(lambda: ([], []))
    for node in graph.nodes:
        parts[root(node.id)][0].append(node)
    for edge in edges:
        parts[root(edge.start)][1].append(edge)
    return sorted(parts.values(), key=lambda group: -len(group[0]))


def _part(
    layers: Layers, heights: Mapping[str, float], top: float
) -> tuple[dict[str, tuple[float, float]], dict[Edge, tuple[tuple[float, float], ...]]]:
    """Return the corners of the boxes and the points of the arrows, from `top` down."""
    steps = [step for run in layers.runs.values() for step in pairwise(run)]
    tall = defaultdict(float, heights)
    middles = rows_of(layers.columns, steps, tall, _apart(layers, heights))
    left = {
        slot: float(MARGIN + number * (WIDTH + BETWEEN))
        for number, column in enumerate(layers.columns)
        for slot in column
    }
    corners = {
        slot: (left[slot], top + middle - heights[slot] / 2)
        for slot, middle in middles.items()
        if slot in heights
    }
    ports = _ports(layers.runs, middles, heights)
    runs = {}
    for edge, run in layers.runs.items():
        points = [(left[run[0]] + WIDTH, top + ports[edge][0])]
        for slot in run[1:-1]:
            points += [(left[slot], top + middles[slot]), (left[slot] + WIDTH, top + middles[slot])]
        points.append((left[run[-1]], top + ports[edge][1]))
        runs[edge] = tuple(points if run[0] == edge.start else reversed(points))
    return corners, runs


def _apart(layers: Layers, heights: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """Return the gap between neighbours in a column: smaller where both are joined to the same box."""
    joined: dict[str, set[str]] = defaultdict(set)
    for run in layers.runs.values():
        joined[run[0]].add(run[-1])
        joined[run[-1]].add(run[0])
        for slot in run[1:-1]:
            joined[slot] |= {run[0], run[-1]}
    pairs = [pair for column in layers.columns for pair in pairwise(column)]
    passing = {pair for pair in pairs if not any(slot in heights for slot in pair)}
    return {
        (a, b): float(_BUNDLED if (a, b) in passing else _NEAR if joined[a] & joined[b] else _FAR)
        for a, b in pairs
    }


def _ports(
    runs: Mapping[Edge, Sequence[str]], middles: Mapping[str, float], heights: Mapping[str, float]
) -> dict[Edge, tuple[float, float]]:
    """Return the heights at which each arrow leaves its left box and meets its right one.

    Arrows of a kind share a point; the kinds are in the order of where they come from, so that few cross.
    """
    sides: dict[tuple[str, int], dict[EdgeKind, list[float]]] = defaultdict(lambda: defaultdict(list))
    for edge, run in runs.items():
        sides[run[0], 0][edge.kind].append(middles[run[1]])
        sides[run[-1], 1][edge.kind].append(middles[run[-2]])
    ports: dict[tuple[str, int, EdgeKind], float] = {}
    for (id, side), kinds in sides.items():
        step = min(_PORTS, (heights[id] - 2 * PAD) / len(kinds))
        for n, kind in enumerate(sorted(kinds, key=lambda kind: (fmean(kinds[kind]), kind))):
            ports[id, side, kind] = middles[id] + (n - (len(kinds) - 1) / 2) * step
    return {edge: (ports[run[0], 0, edge.kind], ports[run[-1], 1, edge.kind]) for edge, run in runs.items()}


def _grid(loose: Sequence[Node], heights: Mapping[str, float], top: float) -> dict[str, tuple[float, float]]:
    """Place the boxes without an arrow in rows."""
    corners: dict[str, tuple[float, float]] = {}
    for start in range(0, len(loose), _ACROSS):
        row = loose[start : start + _ACROSS]
        corners |= {node.id: (MARGIN + n * (WIDTH + _FAR), top) for n, node in enumerate(row)}
        top += max(heights[node.id] for node in row) + _NEAR
    return corners
