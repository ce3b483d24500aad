from __future__ import annotations

import pytest

from bot.gate import check
from bot.statement import Statement
from bot.writers.embedded.rebuttal import rebut
from bot.writers.embedded.speech_length import leans
from bot.writers.embedded.speech_shape import Shape
from knowledge.playbook import Block
from knowledge.topic import Topic

BLOCK = Block.model_validate(
    {
        "id": "toll",
        "side": "for",
        "argument": "The toll pays for the buses.",
        "says": ["it pays for the buses"],
        "answers": [
            {
                "move": "turn",
                "signpost": "Think of a toll as a lock.",
                "says": ["reasoning: A lock carries nobody to work, either.", "It keeps some out [1]."],
            },
            {
                "move": "deny",
                "signpost": "The buses get none of it.",
                "says": ["reasoning: Money is spent once.", "The ferries, the op-ed says, get all [2]."],
            },
        ],
    }
)


def test_one_sentence_against_an_argument_stands_by_itself() -> None:
    assert [one.text for one in rebut(BLOCK, Shape(sentences=1))] == ["The ferries, the op-ed says, get all."]


@pytest.mark.parametrize(
    "shape", [Shape(points=2, layout="bullets"), Shape(sentences=2), Shape(words=(10, 20))]
)
def test_what_leans_on_the_words_that_lead_to_it_keeps_them(shape: Shape) -> None:
    assert rebut(BLOCK, shape)[0].text == "Think of a toll as a lock."


def test_short_points_are_a_sentence_each_where_one_stands_by_itself() -> None:
    said = rebut(BLOCK, Shape(points=2, each=1, layout="numbered"))
    assert [(one.text, one.number) for one in said if isinstance(one, Statement)] == [
        ("Think of a toll as a lock.", 1),
        ("A lock carries nobody to work, either.", 0),
        ("The ferries, the op-ed says, get all.", 2),
    ]


def test_the_words_that_lead_to_a_point_of_a_list_pass_the_gate(topic: Topic) -> None:
    assert topic.playbook is not None
    said = [one for block in topic.playbook.blocks for one in rebut(block, Shape(points=3, layout="bullets"))]
    leads = [one for one in said if isinstance(one, Statement) and one.layout == "bullet"]
    assert all(one.kind == "link" for one in leads)
    refused = [one.text for one in leads if not check(one, topic.document.passages, topic.document).passed]
    assert refused == []


def test_no_argument_that_ships_is_met_with_a_sentence_that_leans(topic: Topic) -> None:
    assert topic.playbook is not None
    said = [rebut(block, Shape(sentences=1))[0].text for block in topic.playbook.blocks]
    assert [text for text in said if leans(text)] == []
