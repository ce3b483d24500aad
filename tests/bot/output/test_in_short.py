"""What an op-ed argues, in two sentences."""

from __future__ import annotations

from dataclasses import replace

from bot.output.in_short import by_whom, in_short, restated
from knowledge.document import Document
from knowledge.topic import Topic


def test_two_sentences_that_were_prepared_with_their_passages(topic: Topic) -> None:
    said = in_short(topic)
    assert len(said) == 2
    assert topic.playbook is not None
    assert all(topic.playbook.holds(one.text, one.cites) for one in said)


def test_without_a_playbook_the_map_says_what_is_argued(topic: Topic) -> None:
    first, second = in_short(replace(topic, slug="another"))
    assert first.text.startswith("The op-ed argues that Trump should refrain")
    assert second.text.startswith("The op-ed says that")
    assert first.cites == (39,)


def test_without_a_map_nothing_is_said(topic: Topic) -> None:
    assert in_short(replace(topic, slug="another", argument_map=None)) == ()


def test_the_author_is_named_where_the_document_names_one(topic: Topic) -> None:
    assert by_whom(topic) == f"{restated(topic)} No author is named."
    assert restated(topic).startswith("An op-ed of 2025")
    signed = Document("t", "t", (), (("author", "Ada Byron"), ("date", "2026-03-01")))
    assert by_whom(Topic("t", signed, None, "t.txt")) == "By Ada Byron, 2026-03-01."
    assert restated(Topic("t", signed, None, "t.txt")) == ""
    dated = Document("t", "t", (), (("date", "March 1, 2026"),))
    assert by_whom(Topic("t", dated, None, "t.txt")) == "Dated March 1, 2026; its text names no author."
    assert by_whom(Topic("t", Document("t", "t", ()), None, "t.txt")) == "Its text names no author."
