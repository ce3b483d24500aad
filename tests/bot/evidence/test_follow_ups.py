"""What a reader is offered to say next, and the passages that stand near a reply."""

from __future__ import annotations

import itertools
from dataclasses import replace

from bot.evidence.follow_ups import OFFERED, TalkSoFar, follow_ups
from bot.evidence.neighbours import near_passages, related_passages
from knowledge.topic import Topic


def test_questions_after_an_answer_are_prepared_ones_near_it_and_none_that_was_answered(topic: Topic) -> None:
    assert topic.playbook is not None
    first = follow_ups(topic, "ask", TalkSoFar(["x"], (), {4, 25}))
    assert len(first) == OFFERED
    asks = {words: answer for answer in topic.playbook.answers for words in answer.asks}
    near = near_passages(topic.argument_map, {4, 25}) if topic.argument_map else {}
    for words in first:
        assert asks[words].cites & (near.keys() | {4, 25})
    given = asks[first[0]].full[0].text
    assert first[0] not in follow_ups(topic, "ask", TalkSoFar(["x"], {given}, {4, 25}))
    assert first[1] not in follow_ups(topic, "ask", TalkSoFar([first[1].upper()], (), {4, 25}))


def test_no_catchword_is_offered_as_a_question(topic: Topic) -> None:
    catchwords = {
        "Role of Lee's left-leaning electorate in the argument?",
        "De-dollarization in the op-ed?",
        "Strategic value of Seoul to the United States?",
    }
    assert topic.playbook is not None
    assert catchwords < {words for answer in topic.playbook.answers for words in answer.asks}
    passages = [passage.id for passage in topic.document.passages]
    offered = {
        words
        for first, second in itertools.pairwise(passages)
        for words in follow_ups(topic, "ask", TalkSoFar(["x"], (), {first, second}))
    }
    assert not offered & catchwords


def test_in_a_debate_the_reader_is_offered_arguments_of_the_reader_s_side(topic: Topic) -> None:
    assert topic.playbook is not None
    side = {block.argument: block.side for block in topic.playbook.blocks}
    for reader in ("for", "against"):
        offered = follow_ups(topic, "debate", TalkSoFar(["x"], (), {4, 25}, reader))
        assert offered
        assert {side[argument] for argument in offered} == {reader}


def test_an_argument_that_was_met_is_not_offered_again(topic: Topic) -> None:
    assert topic.playbook is not None
    first = follow_ups(topic, "debate", TalkSoFar(["x"], (), {4, 25}, "against"))[0]
    block = next(block for block in topic.playbook.blocks if block.argument == first)
    shown = {sentence.text for sentence in block.answers[0].says}
    assert first not in follow_ups(topic, "debate", TalkSoFar(["x"], shown, {4, 25}, "against"))


def test_before_the_first_point_of_a_debate_too(topic: Topic) -> None:
    sides = {claim.says.rstrip("."): claim.helps for claim in topic.argument_map.claims}  # type: ignore[union-attr]
    assert topic.playbook is not None
    sides |= {block.argument.rstrip("."): block.side for block in topic.playbook.blocks}
    for reader in ("for", "against"):
        for about in (topic, replace(topic, slug="another")):
            offered = follow_ups(about, "debate", TalkSoFar((), (), (), reader))
            assert offered
            said = [text.rstrip(".") for text in offered]
            assert {sides.get(text) or sides[f"{text[:1].lower()}{text[1:]}"] for text in said} == {reader}


def test_related_passages_are_not_those_that_the_reply_cites(topic: Topic) -> None:
    related = related_passages(topic, {4, 25})
    assert related
    assert not {passage.id for passage in related} & {4, 25}
    assert related_passages(topic, ()) == ()
