"""The map as a tree."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.output.map_picture.graph import graph_of
from bot.output.map_picture.tree import Branch, outline, tree_html, tree_of
from knowledge.argument_map import ArgumentMap
from knowledge.topic import Topic
from tests.bot.output.map_picture.maps import drawn, every_map


@pytest.fixture
def argument_map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map


@every_map
def test_each_node_of_the_graph_stands_in_the_tree_and_what_is_below_it_once(name: str) -> None:
    argument_map = drawn(name)
    branches = list(_all(tree_of(argument_map)))
    assert {branch.node.id for branch in branches} == {node.id for node in graph_of(argument_map).nodes}
    grown = [branch.node.id for branch in branches if branch.pro or branch.con]
    assert len(grown) == len(set(grown))


def test_a_recommendation_is_read_with_its_lines_and_each_line_with_both_sides(
    argument_map: ArgumentMap,
) -> None:
    root = tree_of(argument_map)[0]
    assert root.node.kind == "recommendation"
    assert [branch.node.kind for branch in root.pro] == ["line"] * 5
    line = argument_map.lines[0]
    first = root.pro[0]
    assert [branch.node.id for branch in first.pro] == list(line.premises)
    assert len(first.con) == len(line.attacks) + len(line.questions)
    assert [depth for depth, node in outline((root,)) if node.id == first.node.id] == [1]


def test_lists_nest_and_close_and_no_summary_holds_a_link(argument_map: ArgumentMap) -> None:
    open_tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "li":
                assert open_tags[-1] == "ul"
            if tag in ("a", "button"):
                assert "summary" not in open_tags
            open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Reader().feed(tree_html(argument_map))
    assert not open_tags


def _all(branches: tuple[Branch, ...]) -> list[Branch]:
    return [one for branch in branches for one in (branch, *_all((*branch.pro, *branch.con)))]
