"""What of a side's prepared points is on the theme of a message: "questions about the base"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bot.evidence.gather import Evidence
from bot.evidence.themes import is_on_theme, names_theme
from bot.request.plan import Plan
from bot.writers.embedded.speech_length import leans
from knowledge.argument_map import Side
from knowledge.playbook import Case, Contention, Playbook
from knowledge.prepared_sentence import PreparedSentence

Point = TypeVar("Point", PreparedSentence, Contention)


def on_theme(case: Case, plan: Plan, evidence: Evidence) -> Case:
    """Return a case with what is on the theme of a message first; as it is where none is named.

    Questions are chosen from all that are prepared for the side. Points are as like a theme as the passages
    that they rest on are, one with the others.
    """
    topic, said = evidence.topic, plan.request.text or plan.question.text
    playbook, near = topic.playbook, {one.id: score.similarity for one, score in evidence.passages}
    named = names_theme(said, topic)
    if plan.side is None or playbook is None or not near or not (named or is_on_theme(evidence)):
        return case

    def likeness(point: PreparedSentence | Contention) -> float:
        return sum(near.get(number, 0.0) for number in point.cites) / max(1, len(point.cites))

    questions = [one for one in case.cross_examination if not leans(one.text)]
    questions += _asked_elsewhere(playbook, plan.side)
    chosen = {
        "cross_examination": _ranked(questions, likeness),
        "missing_evidence": _ranked(case.missing_evidence, likeness),
    }
    if named:  # contentions stand by their strength unless a theme is plain
        return case.model_copy(update={**chosen, "contentions": _ranked(case.contentions, likeness)})
    return case.model_copy(update=chosen)


def _ranked(points: Sequence[Point], likeness: Callable[[Point], float]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: -likeness(point)))


def _asked_elsewhere(playbook: Playbook, side: Side) -> Iterator[PreparedSentence]:
    """Yield the questions that a side asks in answer to arguments, those that can be asked by themselves."""
    for block in playbook.blocks:
        for answer in block.answers if block.side != side else ():
            for sentence in (*answer.says, *answer.extend):
                if sentence.kind == "question" and not leans(sentence.text):
                    yield sentence
