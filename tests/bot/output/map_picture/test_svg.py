"""The picture as SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from bot.output.map_picture.formats import FORMATS
from bot.output.map_picture.graph import graph_of
from bot.output.map_picture.svg import svg_of
from bot.output.map_picture.tree import tree_html
from knowledge.argument_map import ArgumentMap
from knowledge.topic import Topic


@pytest.fixture
def argument_map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map


def test_a_map_without_a_claim_is_an_empty_picture(argument_map: ArgumentMap) -> None:
    empty = argument_map.changed(claims=(), lines=(), weighings=())
    for form in FORMATS.values():
        assert form(empty)
    assert tree_html(empty) == "<p>The argument map is empty.</p>"


def test_the_file_is_valid_and_asks_nobody(argument_map: ArgumentMap) -> None:
    text = svg_of(graph_of(argument_map))
    root = ET.fromstring(text)
    assert root.tag.endswith("svg")
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_a_hostile_map_stays_text(argument_map: ArgumentMap) -> None:
    claim = argument_map.claims[0].model_copy(update={"says": '<script>alert("x")</script> & "quoted"'})
    hostile = argument_map.model_copy(update={"claims": (claim, *argument_map.claims[1:])})
    for text in (svg_of(graph_of(hostile)), tree_html(hostile)):
        assert "<script" not in text
        assert "lert(" not in text or "&lt;script" in text
