from __future__ import annotations

from bot.turn.bot import Bot
from bot.writers.embedded.labelled import nearest_first
from knowledge.topic import Topic


def test_each_part_that_is_asked_for_stands_behind_its_name(brief_bot: Bot) -> None:
    text = "Three contentions with titles for the aff. Need each to have a claim and a warrant."
    reply = brief_bot.reply(text, "for")
    told = [one.text for one in reply.statements]
    assert [one.number for one in reply.statements if one.layout == "title"] == [1, 2, 3]
    marks = [text for text in told if text.endswith(":")]
    assert marks == [f"{name} {number}:" for number in (1, 2, 3) for name in ("Claim", "Warrant")]
    assert not reply.withheld


def test_the_contention_on_the_same_passages_is_labelled(topic: Topic) -> None:
    assert topic.playbook is not None
    case = topic.playbook.cases.of("for")
    assert case is not None
    wanted = case.contentions[2]
    assert nearest_first(case.contentions, wanted.cites)[0] is wanted
    assert nearest_first(case.contentions, set()) == ()
