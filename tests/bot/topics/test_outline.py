"""A map as an outline: each claim in its part, in the text's order."""

from __future__ import annotations

import pytest

from bot.topics.outline import outline
from bot.topics.review import accept_claim, edit_claim
from knowledge.document import split
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.loaders.plain import from_text
from knowledge.mining.build_map import mined_map
from knowledge.topic import Topic
from tests.knowledge.mining.oped import OPED, ROLES


@pytest.fixture(scope="module")
def topic() -> Topic:
    document = split(from_text(OPED))
    return Topic("fee", document, mined_map(document, ROLES, SentenceEncoder()), "fee.txt")


def test_every_claim_is_in_one_part_and_the_thesis_is_first(topic: Topic) -> None:
    assert topic.argument_map is not None
    parts = dict(outline(topic.argument_map))
    assert next(iter(parts)) == "thesis"
    assert parts["thesis"] == (topic.argument_map.main,)
    assert sorted(one.id for claims in parts.values() for one in claims) == sorted(topic.argument_map.by_id)
    assert {one.kind for one in parts["opponents"]} == {"reported view"}


def test_a_claim_keeps_its_place_in_the_text_when_it_is_accepted(topic: Topic) -> None:
    assert topic.argument_map is not None
    before = [one.id for _, claims in outline(topic.argument_map) for one in claims]
    accepted = accept_claim(topic, before[2])
    assert [one.id for _, claims in outline(accepted) for one in claims] == before
    assert all(
        [one.passages for one in claims] == sorted(one.passages for one in claims)
        for _, claims in outline(accepted)
    )


def test_a_fact_that_speaks_against_the_thesis_stands_with_what_is_granted(topic: Topic) -> None:
    assert topic.argument_map is not None
    reason = dict(outline(topic.argument_map))["reasons"][0]
    changed = edit_claim(topic, reason.id, kind="fact", helps="against")
    assert reason.id in [one.id for one in dict(outline(changed))["concessions"]]


def test_a_thesis_that_is_no_recommendation_gives_way_to_another(topic: Topic) -> None:
    assert topic.argument_map is not None
    main = topic.argument_map.main
    assert main is not None
    changed = edit_claim(topic, main.id, kind="value", helps="for")
    assert changed.main is not None
    assert changed.main.id != main.id
    assert changed.main.kind == "recommendation"
