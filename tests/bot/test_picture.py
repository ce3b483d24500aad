"""The argument map as a picture and in the formats of other programs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from bot.cli.main import debate as command
from bot.output.map_picture.formats import FORMATS, list_of
from bot.output.map_picture.graph import graph_of
from bot.output.map_picture.layout import WIDTH, Layout, lay_out
from bot.output.map_picture.svg import page_svg, svg_of
from bot.output.render import plain_markdown
from evals.opinion_mining import SETS, opinions
from knowledge.argument_map import ArgumentMap, parse_argument_map
from knowledge.mining.build_map import mined_map
from knowledge.topic import Topic, shipped_topic

PIECES = {piece.name: piece.document for name in SETS for piece in opinions(name)}
OWN = """
schema: 1
title: Two claims that lean on one another
subject: leaning
claims:
  - {id: one, kind: fact, says: "예산 적자가 크게 늘었다고 이 글은 말하며 그것이 오래 이어질 것이라고 내다본다 예산 적자가 크게 늘었다", passages: [1], helps: for, supports: [two, one]}
  - {id: two, kind: fact, says: WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW is one word, passages: [2], helps: for, supports: [three]}
  - {id: three, kind: value, says: this leads back to where it began, passages: [3], helps: for, supports: [one]}
  - {id: apart, kind: fact, says: nobody is joined with this one, passages: [4], helps: for}
  - {id: pair, kind: fact, says: "this is joined with the next, and with no other", passages: [5], helps: for, attacks: [other]}
  - {id: other, kind: concession, says: it is granted, passages: [6], helps: against}
"""


def drawn(name: str) -> ArgumentMap:
    """The map of the topic that ships, of an opinion piece, or one whose claims go in a circle."""
    if name == "circle":
        return parse_argument_map(OWN, "circle")
    found = mined_map(PIECES[name]) if name in PIECES else shipped_topic(name).argument_map
    assert found is not None
    return found


every_map = pytest.mark.parametrize("name", ["us-korea-alliance", "circle", *PIECES])


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


@every_map
def test_every_topics_map_is_drawn_and_no_two_boxes_overlap(name: str) -> None:
    graph = graph_of(drawn(name))
    layout = lay_out(graph)
    assert [box.node for box in layout.boxes] == list(graph.nodes)
    assert [arrow.edge for arrow in layout.arrows] == [edge for edge in graph.edges if edge.start != edge.end]
    boxes = layout.boxes
    for n, one in enumerate(boxes):
        assert one.x >= 0
        assert one.y >= 0
        assert one.x + WIDTH <= layout.width
        assert one.y + one.height <= layout.height
        for other in boxes[n + 1 :]:
            apart = (
                one.x + WIDTH <= other.x
                or other.x + WIDTH <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one.node.id, other.node.id)


@every_map
def test_arrows_join_their_boxes_and_run_through_no_other(name: str) -> None:
    layout = lay_out(graph_of(drawn(name)))
    boxes = {box.node.id: box for box in layout.boxes}
    for arrow in layout.arrows:
        for end, (x, y) in ((arrow.edge.start, arrow.points[0]), (arrow.edge.end, arrow.points[-1])):
            assert x in (boxes[end].x, boxes[end].x + WIDTH)
            assert boxes[end].y < y < boxes[end].y + boxes[end].height
        assert not list(_run_through(arrow.points, layout)), arrow.edge


def _run_through(points: tuple[tuple[float, float], ...], layout: Layout) -> Iterator[str]:
    """The boxes under an arrow: each step is level at its ends, so that it stays between their heights."""
    for (a_x, a_y), (b_x, b_y) in pairwise(points):
        for box in layout.boxes:
            beside = max(a_x, b_x) <= box.x or min(a_x, b_x) >= box.x + WIDTH
            if not beside and max(a_y, b_y) > box.y and min(a_y, b_y) < box.y + box.height:
                yield box.node.id


@every_map
def test_few_arrows_cross(name: str) -> None:
    steps = [
        step for arrow in lay_out(graph_of(drawn(name))).arrows for step in pairwise(sorted(arrow.points))
    ]
    crossings = sum(
        (a[1] - c[1]) * (b[1] - d[1]) < 0
        for n, (a, b) in enumerate(steps)
        for c, d in steps[n + 1 :]
        if a[0] == c[0] and b[0] == d[0]
    )
    assert crossings <= (
        150 if name == "us-korea-alliance" else 45
    )  # in the order of the maps there are up to 650 and 350


def test_the_picture_is_the_same_in_every_process() -> None:
    program = "from bot.output.map_picture.formats import FORMATS; from knowledge.topic import shipped_topic; print(FORMATS['svg'](shipped_topic('us-korea-alliance').argument_map))"
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(made) == 1


@pytest.mark.parametrize("name", ["us-korea-alliance", "circle", "bail", "tipping", "publius"])
def test_texts_stay_inside_their_boxes(name: str, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(svg_of(graph_of(drawn(name))))
    out = page.evaluate(
        """() => [...document.querySelectorAll('.node')].flatMap((node) => {
            const box = node.querySelector('rect').getBBox();
            return [...node.querySelectorAll('text')].filter((text) => {
                const own = text.getBBox();
                return own.x < 4 || own.x + own.width > box.width - 4 || own.y < 0 || own.y + own.height > box.height;
            }).map((text) => text.textContent);
        })"""
    )
    assert out == []
    page.close()


def test_a_map_without_a_claim_is_an_empty_picture(argument_map: ArgumentMap) -> None:
    empty = argument_map.changed(claims=(), lines=(), weighings=())
    for form in FORMATS.values():
        assert form(empty)
    assert list_of(empty) == "<p>The argument map is empty.</p>"


@every_map
def test_the_list_leaves_nothing_of_the_picture_out(name: str) -> None:
    listed = FORMATS["markdown"](drawn(name))
    nodes = graph_of(drawn(name)).nodes
    assert [node.id for node in nodes if f"- {plain_markdown(node.text)} (" not in listed] == []


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


@pytest.mark.parametrize(
    ("form", "begins"),
    [("markdown", "# Easing"), ("svg", "<svg"), ("mermaid", "flowchart LR"), ("aif", "{"), ("json", "{")],
)
def test_the_command_prints_each_format(
    form: str, begins: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBATE_HOME", str(tmp_path))
    said = CliRunner().invoke(command, ["map", "--format", form])
    assert said.exit_code == 0
    assert said.output.startswith(begins)
