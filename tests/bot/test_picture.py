"""The argument map as a picture and in the formats of other programs."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import debate as command
from bot.picture.formats import FORMATS, list_of
from bot.picture.graph import graph_of
from bot.picture.layout import WIDTH, lay_out
from bot.picture.svg import page_svg, svg_of
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


def test_no_two_boxes_overlap(argument_map: ArgumentMap) -> None:
    layout = lay_out(graph_of(argument_map))
    boxes = layout.boxes
    for n, one in enumerate(boxes):
        assert one.x >= 0
        assert one.y >= 0
        assert one.x + WIDTH <= layout.width
        assert one.y + one.height <= layout.height
        for other in boxes[n + 1 :]:
            apart = one.x + WIDTH <= other.x or other.x + WIDTH <= one.x or one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart, (one.node.id, other.node.id)


def test_the_file_is_valid_and_asks_nobody(argument_map: ArgumentMap) -> None:
    text = svg_of(graph_of(argument_map))
    root = ET.fromstring(text)
    assert root.tag.endswith("svg")
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_boxes_of_the_page_name_themselves(argument_map: ArgumentMap) -> None:
    root = ET.fromstring(page_svg(graph_of(argument_map)))
    buttons = [one for one in root.iter() if one.get("role") == "button"]
    assert len(buttons) == len(graph_of(argument_map).nodes)
    assert all(one.get("aria-label") and one.get("data-cites") for one in buttons)
    assert [one.get("tabindex") for one in buttons].count("0") == 1


def test_a_hostile_map_stays_text(argument_map: ArgumentMap) -> None:
    claim = argument_map.claims[0].model_copy(update={"says": '<script>alert("x")</script> & "quoted"'})
    hostile = argument_map.model_copy(update={"claims": (claim, *argument_map.claims[1:])})
    for text in (svg_of(graph_of(hostile)), page_svg(graph_of(hostile)), list_of(hostile)):
        assert "<script" not in text
        assert "lert(" not in text or "&lt;script" in text


def test_argument_interchange_format_joins_through_inference_and_conflict(argument_map: ArgumentMap) -> None:
    aif = json.loads(FORMATS["aif"](argument_map))
    kind = {node["nodeID"]: node["type"] for node in aif["nodes"]}
    assert set(kind.values()) == {"I", "RA", "CA"}
    for edge in aif["edges"]:
        assert edge["fromID"] in kind
        assert edge["toID"] in kind
        assert (kind[edge["fromID"]], kind[edge["toID"]]) != ("I", "I")


def test_lists_nest_and_close(argument_map: ArgumentMap) -> None:
    depth: list[str] = []
    deepest = 0

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            nonlocal deepest
            if tag in ("ul", "li"):
                assert tag != "li" or depth[-1:] == ["ul"]
                assert tag != "ul" or depth[-1:] in ([], ["li"])
                depth.append(tag)
                deepest = max(deepest, depth.count("ul"))

        def handle_endtag(self, tag: str) -> None:
            if tag in ("ul", "li"):
                assert depth.pop() == tag

    Reader().feed(list_of(argument_map))
    assert not depth
    assert deepest == 3


@pytest.mark.parametrize(("form", "begins"), [("markdown", "# Easing"), ("svg", "<svg"), ("mermaid", "flowchart LR"), ("aif", "{"), ("json", "{")])
def test_the_command_prints_each_format(form: str, begins: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    said = CliRunner().invoke(command, ["map", "--format", form])
    assert said.exit_code == 0
    assert said.output.startswith(begins)
