"""The map in other formats."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import debate as command
from bot.output.map_picture.formats import FORMATS, list_of
from bot.output.map_picture.graph import graph_of
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


@every_map
def test_the_list_leaves_nothing_of_the_picture_out(name: str) -> None:
    said = FORMATS["markdown"](drawn(name))
    assert [node.id for node in graph_of(drawn(name)).nodes if f"- {node.text} (" not in said] == []


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
