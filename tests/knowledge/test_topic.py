"""A topic as a value."""

from __future__ import annotations

from dataclasses import replace

from knowledge.topic import Topic


def test_a_topic_that_words_were_prepared_for_is_hashed_and_compared(topic: Topic) -> None:
    added = replace(topic, slug="added", prepared=topic.playbook)
    assert added.prepared is not None
    assert hash(added) == hash(replace(added, prepared=None))
    assert added != replace(added, prepared=None)
