"""Where the boxes stand: laid out by dagre (Gansner et al. 1993, "A technique for drawing directed graphs"), which ships beside this file.

It runs in the QuickJS of dukpy, so that the command line and the page have the same picture, and no page has to compute it.
"""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bot.picture.graph import Edge, Graph, Node

WIDTH, LINE, PAD = 236, 15, 8  # of a box and its text, in pixels
COLUMNS = 34  # characters of a line of text
_LINES = 4  # of text in a box; the rest is in its details
_LAYOUT = """
var given = JSON.parse(dukpy.given), g = new dagre.graphlib.Graph({multigraph: true});
g.setGraph({rankdir: "LR", nodesep: 10, ranksep: 70, marginx: 16, marginy: 16});
g.setDefaultEdgeLabel(function () { return {}; });
given.nodes.forEach(function (node) { g.setNode(node.id, {width: node.width, height: node.height}); });
given.edges.forEach(function (edge) { g.setEdge(edge.start, edge.end, {weight: edge.weight, minlen: edge.minlen}, edge.name); });
dagre.layout(g);
JSON.stringify({
  width: g.graph().width, height: g.graph().height,
  nodes: given.nodes.map(function (node) { var at = g.node(node.id); return [at.x, at.y]; }),
  edges: given.edges.map(function (edge) {
    return g.edge(edge.start, edge.end, edge.name).points.map(function (point) { return [point.x, point.y]; });
  })
});
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place: the upper left corner, the size, and its text in lines."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge with the points that it runs through, from start to end."""

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
    """Premises on the left, then the lines of argument, then what attacks them, and what they conclude on the right."""
    import dukpy  # takes 30 ms, which no other command needs to wait

    lines = [_wrapped(node.text) for node in graph.nodes]
    heights = [LINE * (len(text) + 1) + 2 * PAD for text in lines]
    nodes = [{"id": node.id, "width": WIDTH, "height": height} for node, height in zip(graph.nodes, heights, strict=True)]
    edges = [_edge(edge, number, graph) for number, edge in enumerate(graph.edges)]
    script = (files("bot.picture") / "dagre" / "dagre.min.js").read_text("utf-8")
    made: dict[str, Any] = json.loads(dukpy.evaljs([script, _LAYOUT], given=json.dumps({"nodes": nodes, "edges": edges})))  # type: ignore[no-untyped-call]
    boxes = [
        Box(node, x - WIDTH / 2, y - height / 2, height, text) for node, height, text, (x, y) in zip(graph.nodes, heights, lines, made["nodes"], strict=True)
    ]
    arrows = [Arrow(edge, _points(edge, points, graph)) for edge, points in zip(graph.edges, made["edges"], strict=True)]
    return Layout(made["width"], made["height"], tuple(boxes), tuple(arrows))


def _turned(edge: Edge, graph: Graph) -> bool:
    """Attacks and questions stand behind the line that they are put to, so that the premises have the other side for themselves."""
    return edge.kind in ("attack", "question") and edge.end.startswith("line:") and not any(one.end == edge.start for one in graph.edges)


def _edge(edge: Edge, number: int, graph: Graph) -> dict[str, Any]:
    start, end = (edge.end, edge.start) if _turned(edge, graph) else (edge.start, edge.end)
    return {"start": start, "end": end, "name": str(number), "weight": 3 if edge.kind == "premise" else 1, "minlen": 2 if edge.kind == "conclusion" else 1}


def _points(edge: Edge, points: list[list[float]], graph: Graph) -> tuple[tuple[float, float], ...]:
    run = tuple((x, y) for x, y in points)
    return run[::-1] if _turned(edge, graph) else run


def _wrapped(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, COLUMNS, max_lines=_LINES, placeholder=" …"))
