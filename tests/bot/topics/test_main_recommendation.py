"""The reviewer's choice of the main recommendation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.topics.add import add_topic
from bot.topics.main_recommendation import make_main
from bot.topics.outline import outline
from bot.topics.review import claim_of
from evals.opinion_mining import opinions
from knowledge.argument_map import ArgumentMap, check_against, parse_argument_map
from knowledge.topic import Topic

PIECES = {piece.name: piece for name in ("development", "held out") for piece in opinions(name)}


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    return add_topic(PIECES["dams"].document, "dams.txt", tmp_path).topic


def _other(topic: Topic) -> tuple[ArgumentMap, str, str]:
    argument_map = topic.argument_map
    assert argument_map is not None
    assert argument_map.main is not None
    before = argument_map.main.id
    return argument_map, before, next(one.id for one in argument_map.recommendations if one.id != before)


def test_the_map_argues_for_what_the_reviewer_chose(topic: Topic) -> None:
    argument_map, before, other = _other(topic)
    chosen = make_main(topic, other)
    assert chosen.main is not None
    assert chosen.main.id == other
    assert chosen.recommendations[0].id == other
    assert dict(outline(chosen))["thesis"][0].id == other
    assert all(line.conclusion == other for line in chosen.lines)
    assert not any(other in line.premises for line in chosen.lines)
    supported = {one.id for one in argument_map.claims if before in one.supports} - {other}
    assert supported
    assert all(other in chosen.by_id[id].supports for id in supported)
    assert other in chosen.by_id[before].supports
    assert chosen.main.confidence is None
    parse_argument_map(chosen.model_dump_json(by_alias=True), "arguments.yaml")
    check_against(chosen, topic.document)


def test_starters_name_what_the_reviewer_chose(topic: Topic) -> None:
    argument_map, before, other = _other(topic)
    was, now = claim_of(topic, before).says, claim_of(topic, other).says
    told = make_main(topic, other).starters
    assert f"Argue that {was}" in argument_map.starters.for_
    assert f"Argue that {now}" in told.for_
    assert f"I do not see why {now}." in told.debate
    assert was not in " ".join((*told.ask, *told.for_, *told.debate))
    assert len(told.sides) == len(told.debate)


def test_choosing_what_is_chosen_already_changes_nothing_but_its_acceptance(topic: Topic) -> None:
    argument_map, before, _ = _other(topic)
    again = make_main(topic, before)
    assert again.lines == argument_map.lines
    assert again.starters == argument_map.starters


def test_a_map_that_argued_for_nothing_gets_a_line_of_what_helps_the_chosen_claim(topic: Topic) -> None:
    argument_map, _, other = _other(topic)
    lineless = replace(topic, argument_map=argument_map.changed(lines=()))
    chosen = make_main(lineless, other)
    assert chosen.main is not None
    assert chosen.main.id == other
    parse_argument_map(chosen.model_dump_json(by_alias=True), "arguments.yaml")
    bare = tuple(one.model_copy(update={"helps": "either"}) for one in argument_map.claims)
    with pytest.raises(BotError, match="no claim gives a reason for it"):
        make_main(replace(topic, argument_map=argument_map.changed(lines=(), claims=bare)), other)
