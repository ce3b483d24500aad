"""Whether a prepared answer can be given: it is whole, or it is not given at all."""

from __future__ import annotations

from bot.evidence.gather import Evidence
from bot.gate import check
from bot.statement import as_prepared
from bot.turn.checker import stance_of
from knowledge.playbook import Answer
from knowledge.topic import Topic


def passes(answer: Answer, topic: Topic) -> bool:
    """Tell whether the gate passes each sentence of an answer, in the document that the topic has now.

    One that argues is held to its side. Reasoning is, too, and an answer without a side leaves it out.
    """
    people = topic.argument_map.names if topic.argument_map else ()
    stance = stance_of(answer.side, Evidence(topic))
    return all(
        check(as_prepared(sentence), topic.document.passages, topic.document, stance, people).passed
        for sentence in answer.sentences()
        if answer.side or sentence.kind != "analytic"
    )
