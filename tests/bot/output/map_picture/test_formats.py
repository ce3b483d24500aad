"""The map in other formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import debate as command
from bot.output.map_picture.formats import FORMATS
from bot.output.map_picture.graph import graph_of
from bot.output.render import plain_markdown
from knowledge.argument_map import ArgumentMap
from knowledge.topic import Topic
from tests.bot.output.map_picture.maps import ON_ONE_WORKER, drawn, every_map

pytestmark = ON_ONE_WORKER


@pytest.fixture
def argument_map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map


@every_map
def test_the_list_leaves_nothing_of_the_picture_out(name: str) -> None:
    said = FORMATS["markdown"](drawn(name))
    assert [
        node.id for node in graph_of(drawn(name)).nodes if f"- {plain_markdown(node.text)} (" not in said
    ] == []


def test_argument_interchange_format_joins_through_inference_and_conflict(argument_map: ArgumentMap) -> None:
    aif = json.loads(FORMATS["aif"](argument_map))
    kind = {node["nodeID"]: node["type"] for node in aif["nodes"]}
    assert set(kind.values()) == {"I", "RA", "CA"}
    for edge in aif["edges"]:
        assert edge["fromID"] in kind
        assert edge["toID"] in kind
        assert (kind[edge["fromID"]], kind[edge["toID"]]) != ("I", "I")


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
