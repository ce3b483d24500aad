"""The argument map as a tree: recommendations, below each what speaks for it and against it, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.output.map_picture.graph import Graph, Node, graph_of
from bot.output.templating import fragment
from knowledge.argument_map import ArgumentMap


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with what speaks for it and against it."""

    node: Node
    pro: tuple[Branch, ...] = ()
    con: tuple[Branch, ...] = ()


def tree_of(argument_map: ArgumentMap) -> tuple[Branch, ...]:
    """Return the roots: what the lines of argument conclude, then whatever stands below none of it."""
    return _Growing(graph_of(argument_map)).roots(argument_map)


def outline(branches: tuple[Branch, ...], depth: int = 0) -> Iterator[tuple[int, Node]]:
    """Yield each node with its depth, in the order in which the tree is read."""
    for branch in branches:
        yield depth, branch.node
        yield from outline((*branch.pro, *branch.con), depth + 1)


def tree_html(argument_map: ArgumentMap) -> str:
    """Return the tree as nested lists whose branches open and close, and apart what stands alone."""
    roots = tree_of(argument_map)
    argued = [root for root in roots if root.pro or root.con or root.node.kind == "recommendation"]
    alone = [root for root in roots if root not in argued]
    return fragment("bot.output", "map_tree.html").render(argued=argued, alone=alone)


class _Growing:
    """Grows each branch once: where a node is met again, it stands without what is below it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._by_id = {node.id: node for node in graph.nodes}
        self._of_lines = {edge.start for edge in graph.edges if edge.end.startswith("line:")}
        self._grown: set[str] = set()

    def roots(self, argument_map: ArgumentMap) -> tuple[Branch, ...]:
        ends = dict.fromkeys(claim.id for claim in argument_map.recommendations)
        ends |= dict.fromkeys(line.conclusion for line in argument_map.lines)
        self._grown |= ends.keys()
        roots = [self._below(self._by_id[end]) for end in ends]
        left = (node for node in self._graph.nodes if not _waits(node, self._graph))
        roots += [self._branch(node) for node in left if node.id not in self._grown]
        # what is left supports only itself, in a circle
        roots += [self._branch(node) for node in self._graph.nodes if node.id not in self._grown]
        return tuple(roots)

    def _branch(self, node: Node) -> Branch:
        if node.id in self._grown:
            return Branch(node)
        self._grown.add(node.id)
        return self._below(node)

    def _below(self, node: Node) -> Branch:
        into = [(edge, other) for edge, other in self._graph.into(node.id) if other.id != node.id]
        if node.kind != "line":  # what a line of argument has stands there
            into = [(edge, other) for edge, other in into if other.id not in self._of_lines]
        pro = [other for edge, other in into if edge.kind not in ("attack", "question")]
        con = [other for edge, other in into if edge.kind in ("attack", "question")]
        return Branch(node, tuple(map(self._branch, pro)), tuple(map(self._branch, con)))


def _waits(node: Node, graph: Graph) -> bool:
    """Return whether the node stands below another one."""
    return any(edge.start == node.id and edge.end != node.id for edge in graph.edges)
