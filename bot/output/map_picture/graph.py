"""The argument map as a graph: claims, lines of argument with their schemes, attacks and critical questions.

Arrows join them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.argument_map import ArgumentLine, ArgumentMap, Claim
from knowledge.schemes import schemes

NodeKind = Literal["recommendation", "claim", "concession", "line", "attack", "question"]
EdgeKind = Literal["premise", "conclusion", "support", "attack", "question"]
AIMS = {"undercut": "undercuts", "undermine": "undermines", "rebut": "rebuts"}


@dataclass(frozen=True, slots=True)
class Node:
    """One box.

    `note` says what it is, in a few words; `cites` are its passages; `says` is what arguing it would begin
    with.
    """

    id: str
    kind: NodeKind
    text: str
    note: str
    cites: tuple[int, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow."""

    start: str
    end: str
    kind: EdgeKind


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole map."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def into(self, end: str) -> tuple[tuple[Edge, Node], ...]:
        """Return what points at a node, in the order of the map."""
        by_id = {node.id: node for node in self.nodes}
        return tuple((edge, by_id[edge.start]) for edge in self.edges if edge.end == end)


def graph_of(argument_map: ArgumentMap) -> Graph:
    """Return the graph of a map.

    A claim's box has the claim's id, a line's `line:ID`; attacks and questions have their own.
    """
    nodes = [_claim(claim) for claim in argument_map.claims]
    for line in argument_map.lines:
        scheme = schemes()[line.scheme]
        cites = argument_map.passages_of((*line.premises, line.conclusion))
        nodes.append(Node(f"line:{line.id}", "line", line.title, scheme.name, cites, f"{line.title}."))
        nodes += _around(line, argument_map)
    return Graph(argument_map.title, tuple(nodes), tuple(dict.fromkeys(_edges(argument_map))))


def _claim(claim: Claim) -> Node:
    kind: NodeKind = (
        "recommendation"
        if claim.kind == "recommendation"
        else "concession"
        if claim.helps == "against"
        else "claim"
    )
    hedged = f", says “{claim.hedges[0]}”" if claim.hedges else ""
    note = {"recommendation": "recommendation", "concession": "helps the other side"}.get(
        kind, claim.kind
    ) + hedged
    return Node(claim.id, kind, capital(claim.says), note, claim.passages, f"{capital(claim.says)}.")


def _around(line: ArgumentLine, argument_map: ArgumentMap) -> Iterator[Node]:
    for attack in line.attacks:
        if attack.says:
            yield Node(
                attack.id,
                "attack",
                attack.says,
                AIMS[attack.aim],
                argument_map.passages_of(attack.about),
                f"{attack.says}.",
            )
    for question in line.questions:
        answer = "".join(f" ¶{number}" for number in argument_map.passages_of(question.answered_by))
        yield Node(
            question.id,
            "question",
            question.asks,
            f"{question.status}{answer}",
            argument_map.passages_of(question.about),
            question.asks,
        )


def _edges(argument_map: ArgumentMap) -> Iterator[Edge]:
    joined = {(premise, line.conclusion) for line in argument_map.lines for premise in line.premises}
    for claim in argument_map.claims:
        yield from (
            Edge(claim.id, other, "support") for other in claim.supports if (claim.id, other) not in joined
        )
        yield from (Edge(claim.id, other, "attack") for other in claim.attacks)
    for line in argument_map.lines:
        here = f"line:{line.id}"
        yield from (Edge(premise, here, "premise") for premise in line.premises if premise != line.conclusion)
        yield Edge(here, line.conclusion, "conclusion")
        yield from (Edge(attack.claim or attack.id, here, "attack") for attack in line.attacks)
        yield from (Edge(question.id, here, "question") for question in line.questions)


def capital(text: str) -> str:
    """Return the clause as a sentence begins."""
    return text[:1].upper() + text[1:]
