from __future__ import annotations

from bot.turn.bot import Bot
from knowledge.alignment import align, align_playbook
from knowledge.document import split
from knowledge.loaders.plain import from_text
from knowledge.topic import Topic

# Sentence of the brief → sentence of the op-ed that says the same, told by hand.
PLACES = {
    1: 1,
    2: 2,
    3: 3,
    4: 4,
    5: 5,
    6: 5,
    7: 6,
    8: 6,
    9: 7,
    10: 8,
    11: 9,
    12: 10,
    13: 11,
    14: 12,
    15: 13,
    16: 14,
    17: 15,
    18: 16,
    19: 17,
    20: 18,
    21: 19,
    22: 20,
    23: 21,
    24: 22,
    25: 23,
    26: 24,
    27: 25,
    28: 26,
    29: 26,
    30: 27,
    31: 28,
    32: 28,
    33: 29,
    34: 30,
    35: 31,
    36: 31,
    37: 32,
    38: 33,
    39: 34,
    40: 35,
    41: 36,
    42: 37,
    43: 37,
    44: 37,
    45: 38,
}


def test_every_claim_finds_its_place_in_the_op_ed(topic: Topic, article_bot: Bot) -> None:
    assert topic.argument_map is not None
    alignment = align(topic.argument_map, topic.document, article_bot.topic.document)
    for claim, placed in zip(topic.argument_map.claims, alignment.claims, strict=True):
        assert set(placed.passages) == {PLACES[number] for number in claim.passages}, claim.id
    assert alignment.score > 0.9
    assert not alignment.weak


def test_a_claim_that_the_new_text_lacks_is_weak(topic: Topic) -> None:
    assert topic.argument_map is not None
    kept = " ".join(passage.text for passage in topic.document.passages if passage.id not in (21, 36))
    alignment = align(topic.argument_map, topic.document, split(from_text(kept)))
    assert {"deficit-figure", "park-2015"} <= {claim.claim for claim in alignment.weak}


def test_another_text_fits_badly(topic: Topic) -> None:
    assert topic.argument_map is not None
    other = split(
        from_text(
            "Bees make honey in spring. The hive needs water, shade and quiet. A keeper should open it "
            "once a week."
        )
    )
    assert align(topic.argument_map, topic.document, other).score < 0.4


def test_the_playbook_cites_the_passages_of_the_version_that_is_there(article_bot: Bot, topic: Topic) -> None:
    here, there = topic.playbook, article_bot.topic.playbook
    assert here is not None
    assert there is not None
    assert [answer.id for answer in there.answers] == [answer.id for answer in here.answers]
    for one, other in zip(here.sentences(), there.sentences(), strict=True):
        assert other.text == one.text
        assert other.cites == tuple(dict.fromkeys(PLACES[number] for number in one.cites))


def test_what_cites_a_passage_that_another_version_lacks_is_left_out(topic: Topic) -> None:
    playbook = topic.playbook
    assert playbook is not None
    lost = 42
    kept = " ".join(passage.text for passage in topic.document.passages if passage.id != lost)
    fitted = align_playbook(playbook, topic.document, split(from_text(kept)))
    assert {answer.id for answer in playbook.answers if lost in answer.cites}.isdisjoint(
        answer.id for answer in fitted.answers
    )
    assert {answer.id for answer in playbook.answers if lost not in answer.cites} == {
        answer.id for answer in fitted.answers
    }
    contentions = fitted.cases.for_.contentions if fitted.cases.for_ else ()
    assert [one.title for one in contentions] == [
        one.title
        for one in (playbook.cases.for_.contentions if playbook.cases.for_ else ())
        if lost not in one.cites
    ]
