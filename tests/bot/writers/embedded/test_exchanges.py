"""Arguments with what the other side answers to each."""

from __future__ import annotations

from bot.turn.bot import Bot
from bot.writers.embedded.exchanges import THEY_ANSWER, WE_ANSWER, answered
from knowledge.topic import Topic


def test_each_contention_is_met_by_the_block_that_is_named_for_it(topic: Topic) -> None:
    assert topic.playbook is not None
    blocks = {block.id: block for block in topic.playbook.blocks}
    for side in ("for", "against"):
        pairs = answered(topic.playbook, side, 6)
        assert len(pairs) == 6
        for one, said in pairs:
            assert one.met_by is not None
            assert said[0] in set(blocks[one.met_by].sentences())


def test_own_arguments_stand_with_what_the_opponents_would_say(brief_bot: Bot) -> None:
    reply = brief_bot.reply("Three points for my side, and after each one the likely comeback", "against")
    texts = [statement.text for statement in reply.statements]
    assert [text for text in texts if text in {one.text for one in THEY_ANSWER}] == [
        one.text for one in THEY_ANSWER[:3]
    ]
    assert not reply.withheld


def test_the_opponents_arguments_stand_with_answers(brief_bot: Bot) -> None:
    reply = brief_bot.reply("What will the other side say? Two objections with a reply to each.", "for")
    texts = {statement.text for statement in reply.statements}
    assert {one.text for one in WE_ANSWER[:2]} <= texts
    assert "Pressure that works" in texts
