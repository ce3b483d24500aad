"""The map as boxes and arrows."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.output.map_picture.graph import graph_of
from knowledge.argument_map import ArgumentMap
from knowledge.topic import Topic


@pytest.fixture
def argument_map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map


def test_everything_of_the_map_is_in_the_graph(argument_map: ArgumentMap) -> None:
    graph = graph_of(argument_map)
    kinds = Counter(node.kind for node in graph.nodes)
    assert kinds["line"] == len(argument_map.lines)
    assert kinds["question"] == sum(len(line.questions) for line in argument_map.lines)
    assert kinds["recommendation"] == len(argument_map.recommendations)
    ids = [node.id for node in graph.nodes]
    assert len(ids) == len(set(ids))
    assert all(edge.start in ids and edge.end in ids for edge in graph.edges)
    assert all(node.cites for node in graph.nodes)
    answered = next(node for node in graph.nodes if node.id == "kept")
    assert answered.note == "answered ¶40"
