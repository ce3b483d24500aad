"""The map's picture: every box and arrow in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.output.map_picture.graph import graph_of
from bot.output.map_picture.layout import WIDTH, Layout, lay_out
from bot.output.map_picture.svg import svg_of
from tests.bot.output.map_picture.maps import ON_ONE_WORKER, SOME, drawn, every_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = ON_ONE_WORKER


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
        150 if name == "us-korea-alliance" else 65
    )  # in the order of the maps there are up to 650 and 350


@pytest.mark.slow
def test_the_picture_is_the_same_in_every_process() -> None:
    program = (
        "from bot.output.map_picture.formats import FORMATS; from knowledge.topic import shipped_topic; "
        "print(FORMATS['svg'](shipped_topic('us-korea-alliance').argument_map))"
    )
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


@pytest.mark.parametrize("name", SOME)
def test_texts_stay_inside_their_boxes(name: str, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(svg_of(graph_of(drawn(name))))
    out = page.evaluate(
        """() => [...document.querySelectorAll('.node')].flatMap((node) => {
            const box = node.querySelector('rect').getBBox();
            return [...node.querySelectorAll('text')].filter((text) => {
                const own = text.getBBox();
                return own.x < 4 || own.x + own.width > box.width - 4
                    || own.y < 0 || own.y + own.height > box.height;
            }).map((text) => text.textContent);
        })"""
    )
    assert out == []
    page.close()
