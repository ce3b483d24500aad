"""What a reviewer does with a mined map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.topics.add import add_topic
from bot.topics.review import accept_claim, edit_claim, remove_claim, sign_map
from evals.opinion_mining import opinions
from knowledge.topic import Topic

PIECES = {piece.name: piece for name in ("development", "held out") for piece in opinions(name)}


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    return add_topic(PIECES["dams"].document, "dams.txt", tmp_path).topic


def test_what_is_mended_passes_the_gate_too(topic: Topic) -> None:
    id = (
        next(claim.id for claim in topic.argument_map.claims if "700,000" in claim.says)
        if topic.argument_map
        else ""
    )
    with pytest.raises(BotError, match="its passage does not support that"):
        edit_claim(topic, id, "utilities say that the dams light 900,000 homes")
    with pytest.raises(BotError, match="has no claim"):
        accept_claim(topic, "nothing")


def test_a_map_is_signed_only_when_every_claim_was_looked_at(topic: Topic) -> None:
    assert topic.argument_map is not None
    with pytest.raises(BotError, match="waiting for review"):
        sign_map(topic, "Jo Park", date(2026, 11, 24))
    for claim in topic.argument_map.unreviewed:
        topic = replace(topic, argument_map=accept_claim(topic, claim.id))
    topic = replace(topic, argument_map=sign_map(topic, "Jo  Park", date(2026, 11, 24)))
    assert topic.argument_map is not None
    assert topic.argument_map.reviewed
    assert topic.argument_map.reviewed_by == "Jo Park"


def test_deleting_a_claim_takes_along_what_cannot_stand_without_it(topic: Topic) -> None:
    assert topic.argument_map is not None
    conclusion = topic.argument_map.lines[0].conclusion
    left = remove_claim(topic, conclusion)
    assert conclusion not in left.by_id
    assert left.lines == ()
    assert not any(conclusion in claim.supports for claim in left.claims)


def test_whoever_signed_did_not_sign_what_was_changed_since(topic: Topic) -> None:
    assert topic.argument_map is not None
    for claim in topic.argument_map.unreviewed:
        topic = replace(topic, argument_map=accept_claim(topic, claim.id))
    topic = replace(topic, argument_map=sign_map(topic, "Jo Park", date(2026, 11, 24)))
    assert topic.argument_map is not None
    claim = topic.argument_map.claims[0]
    assert accept_claim(topic, claim.id).reviewed
    assert not edit_claim(topic, claim.id, claim.says, kind="value").reviewed
    assert not remove_claim(topic, claim.id).reviewed
