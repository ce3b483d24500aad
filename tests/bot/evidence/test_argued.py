"""Which block and whose interest a message argues about."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.evidence.argued import argument_in, asks_for_interest, block_for, weak_side
from bot.evidence.gather import Evidence
from bot.evidence.own_words import in_general
from bot.request.plan import Plan
from bot.request.question import ask
from bot.request.request import Request
from knowledge.argument_map import Side
from knowledge.playbook import Block
from knowledge.topic import Topic


@dataclass(frozen=True)
class Found:
    block: Block
    probability: float

    @property
    def heard(self) -> bool:
        return self.probability >= 0.3


class Finds:
    """Finds the blocks of a table."""

    def __init__(self, *found: Found) -> None:
        self._found = found

    def match(self, argument: str, side: Side) -> list[Found]:
        return [one for one in self._found if one.block.side == side]


def _plan(text: str, act: str, side: Side, mode: str = "ask") -> Plan:
    return Plan(ask(text, mode), "argue", side, side, Request(act, text, side=side, said=text))


def _block(topic: Topic, name: str) -> Block:
    assert topic.playbook is not None
    return next(block for block in topic.playbook.blocks if block.id == name)


def test_an_argument_is_met_by_the_side_that_it_is_not_of(topic: Topic) -> None:
    hawk, ally = _block(topic, "free-riding"), _block(topic, "faithful-friend")
    finds = Finds(Found(hawk, 0.4), Found(ally, 0.7))
    plan = _plan("rebut: they are loyal allies", "rebut", "for")
    assert block_for(plan, finds, Evidence(topic)) is ally


def test_who_chose_a_side_and_gives_its_own_argument_is_not_argued_with(topic: Topic) -> None:
    hawk, ally = _block(topic, "free-riding"), _block(topic, "faithful-friend")
    plan = _plan("they are loyal allies", "argue", "for", "for")
    assert block_for(plan, Finds(Found(hawk, 0.4), Found(ally, 0.7)), Evidence(topic)) is None


def test_a_mere_mention_is_met_where_the_search_found_the_same(topic: Topic) -> None:
    assert topic.argument_map is not None
    hawk = _block(topic, "deficit-too-big")
    plan = _plan("what about the deficit?", "consequence", "for", "for")
    assert block_for(plan, Finds(Found(hawk, 0.35)), Evidence(topic)) is None
    assert block_for(plan, Finds(Found(hawk, 0.6)), Evidence(topic)) is hawk


@pytest.mark.parametrize("act", ["opening", "contentions", "cross-examine", "weakest"])
def test_a_speech_is_not_taken_for_an_argument_to_be_met(topic: Topic, act: str) -> None:
    hawk = _block(topic, "free-riding")
    assert block_for(_plan("on the troops", act, "for"), Finds(Found(hawk, 0.9)), Evidence(topic)) is None


@pytest.mark.parametrize(
    "text", ["why should I agree?", "convince me", "attack the article", "why ease off?"]
)
def test_a_message_that_names_only_what_is_recommended_is_general(topic: Topic, text: str) -> None:
    assert in_general(_plan(text, "case", "for"), topic)


@pytest.mark.parametrize("text", ["why not tariffs?", "does the visit of 2015 matter?", "what about Xi?"])
def test_a_message_that_names_a_thing_of_the_op_ed_is_not(topic: Topic, text: str) -> None:
    assert not in_general(_plan(text, "case", "for"), topic)


def test_an_argument_is_read_without_the_words_that_ask_for_an_answer() -> None:
    assert (
        argument_in("A2 'they would rather trade with China', 3 responses")
        == "they would rather trade with China"
    )
    assert argument_in("respond to this: allies should pay their way") == "allies should pay their way"
    assert argument_in("allies should pay") == "allies should pay"


def test_the_weak_side_is_the_op_eds_unless_another_is_named() -> None:
    assert weak_side(_plan("what is the weakest point", "weakest", "against")) == "for"
    assert weak_side(_plan("where is the con weakest", "weakest", "against")) == "against"
    assert weak_side(_plan("our weakest point", "weakest", "against", "against")) == "against"


def test_an_interest_is_asked_for_by_its_name_and_with_words_for_it(topic: Topic) -> None:
    assert topic.playbook is not None
    case = topic.playbook.cases.of("for")
    assert case is not None
    assert asks_for_interest(_plan("why should American taxpayers support this?", "reason", "for"), case)
    assert not asks_for_interest(_plan("why do taxpayers exist?", "reason", "for"), case)
    assert not asks_for_interest(_plan("why should dentists support this?", "reason", "for"), case)
