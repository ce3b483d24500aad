"""Whether a prepared answer can be given: it is whole, or it is not given at all."""

from __future__ import annotations

from bot.gate import check
from bot.statement import as_prepared
from knowledge.playbook import Answer
from knowledge.topic import Topic


def passes(answer: Answer, topic: Topic) -> bool:
    """Tell whether the gate passes each sentence of an answer, in the document that the topic has now.

    Reasoning is held to a side, and an answer takes none.
    """
    people = topic.argument_map.names if topic.argument_map else ()
    return all(
        check(as_prepared(sentence), topic.document.passages, topic.document, None, people).passed
        for sentence in answer.sentences()
        if sentence.kind != "analytic"
    )
