"""The argument map in other forms.

Mermaid for documents, AIF and JSON for programs, Markdown to be read.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.output.map_picture.graph import Graph, graph_of
from bot.output.map_picture.svg import svg_of
from bot.output.map_picture.tree import outline, tree_of
from bot.output.render import plain_markdown
from bot.output.schema import flat
from bot.statement.marking import marks
from knowledge.argument_map import ArgumentMap

_SHAPES = {
    "recommendation": ("([", "])"),
    "claim": ("[", "]"),
    "concession": ("[/", "/]"),
    "line": ("{{", "}}"),
    "attack": (">", "]"),
    "question": ("(", ")"),
}
_CODES = {
    "#": "#35;",
    '"': "#quot;",
    "“": "#8220;",
    "”": "#8221;",
    "<": "#lt;",
    ">": "#gt;",
    "&": "#amp;",
}  # Mermaid's own; its labels are HTML
_ARROWS = {
    "premise": "-->",
    "conclusion": "==>",
    "support": "-->",
    "attack": "-.->|attacks|",
    "question": "-.->|asks|",
}


def mermaid_of(graph: Graph) -> str:
    """Return a Mermaid flowchart."""
    places = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    for node in graph.nodes:
        left, right = _SHAPES[node.kind]
        cites = "".join(f" #91;{number}#93;" for number in node.cites)
        lines.append(f'  {places[node.id]}{left}"{_quoted(node.text)}{cites}"{right}')
    lines += [f"  {places[edge.start]} {_ARROWS[edge.kind]} {places[edge.end]}" for edge in graph.edges]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "".join(_CODES.get(sign, sign) for sign in text)


def aif_of(graph: Graph) -> str:
    """Return the Argument Interchange Format (Chesñevar et al. 2006) as JSON.

    I-nodes are claims, RA-nodes inferences, CA-nodes conflicts.
    """
    nodes: list[dict[str, str]] = []
    edges: list[dict[str, str]] = []

    def join(start: str, end: str) -> None:
        edges.append({"edgeID": str(len(edges) + 1), "fromID": start, "toID": end})

    for node in graph.nodes:
        described = {"nodeID": node.id, "text": node.text, "type": "RA" if node.kind == "line" else "I"}
        nodes.append(described | ({"scheme": node.note} if node.kind == "line" else {}))
    for number, edge in enumerate(graph.edges, start=1):
        if edge.kind in ("premise", "conclusion"):
            join(edge.start, edge.end)
            continue
        between = f"{'RA' if edge.kind == 'support' else 'CA'}-{number}"
        name = {
            "support": "Default Inference",
            "attack": "Default Conflict",
            "question": "Critical Question",
        }[edge.kind]
        nodes.append({"nodeID": between, "text": name, "type": between[:2], "scheme": name})
        join(edge.start, between)
        join(between, edge.end)
    return _dumped({"nodes": nodes, "edges": edges, "locutions": []})


def json_of(graph: Graph) -> str:
    """Return the graph as it is, as JSON."""
    nodes = [
        {"id": node.id, "kind": node.kind, "text": node.text, "note": node.note, "cites": list(node.cites)}
        for node in graph.nodes
    ]
    return _dumped(
        {
            "title": graph.title,
            "nodes": nodes,
            "edges": [{"from": edge.start, "to": edge.end, "kind": edge.kind} for edge in graph.edges],
        }
    )


def markdown_of(argument_map: ArgumentMap) -> str:
    """Return a nested Markdown list.

    Recommendations, their lines of argument, and below each what speaks for it and against it.
    """
    lines = [f"# {plain_markdown(flat(argument_map.title))}", ""]
    for depth, node in outline(tree_of(argument_map)):
        item = f"{plain_markdown(flat(node.text))} ({plain_markdown(node.note)}) {marks(node.cites)}"
        lines.append(f"{'  ' * depth}- {item}".rstrip())
    return "\n".join(lines) + "\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[ArgumentMap], str]] = {
    "svg": lambda argument_map: svg_of(graph_of(argument_map)),
    "mermaid": lambda argument_map: mermaid_of(graph_of(argument_map)),
    "aif": lambda argument_map: aif_of(graph_of(argument_map)),
    "json": lambda argument_map: json_of(graph_of(argument_map)),
    "markdown": markdown_of,
}
