"""Whether what was prepared can be given: an answer is whole, or it is not given at all."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from textwrap import shorten
from typing import get_args

from bot.evidence.gather import Evidence
from bot.gate import check
from bot.statement import Statement, as_prepared
from bot.turn.checker import stance_of
from knowledge.argument_map import Side, other_side
from knowledge.playbook import CASES, STUDY, Answer, Block, Case
from knowledge.study import Study
from knowledge.topic import BRIEF, Topic

SHOWN = 60  # characters of a refused sentence
log = logging.getLogger(__name__)


def passes(answer: Answer, topic: Topic) -> bool:
    """Tell whether the gate passes each sentence of an answer, in the document that the topic has now.

    One that argues is held to its side. Reasoning is, too, and an answer without a side leaves it out. The
    log says once what is left out, and warns where it was prepared for this very document.
    """
    reason = next(_reasons(_of_answer(answer), topic, answer.side), None)
    if reason and topic.playbook:
        level = logging.WARNING if topic.source == BRIEF else logging.INFO
        _tell(level, topic.playbook.place_of(answer), reason)
    return reason is None


@cache  # once for each, however often it is asked for
def _tell(level: int, place: str, reason: str) -> None:
    log.log(level, "%s is left out: %s; `debate doctor` lists everything left out", place, reason)


def refused_entries(topic: Topic) -> Iterator[str]:
    """Yield each entry of the playbook of which the gate refuses a sentence: its file, its id and why.

    It takes seconds, as it checks every sentence.
    """
    playbook = topic.playbook
    if playbook is None:
        return
    for answer in playbook.answers:
        for reason in islice(_reasons(_of_answer(answer), topic, answer.side), 1):
            yield f"{playbook.place_of(answer)}: {reason}"
    for block in playbook.blocks:
        for reason in islice(_reasons(_of_block(block), topic, other_side(block.side)), 1):
            yield f"{playbook.place_of(block)}: {reason}"
    for side in ("for", "against"):
        case = playbook.cases.of(side)
        for reason in _reasons(_of_case(case), topic, side) if case else ():
            yield f"{CASES}, {side}: {reason}"
    for speaker, statements in _of_study(playbook.study):
        for reason in _reasons(statements, topic, speaker):
            yield f"{STUDY}: {reason}"


def _reasons(statements: Iterable[Statement], topic: Topic, side: Side | None) -> Iterator[str]:
    """Yield why the gate refuses each of the statements that it does."""
    people = topic.argument_map.names if topic.argument_map else ()
    stance, document = stance_of(side, Evidence(topic)), topic.document
    for statement in statements:
        verdict = check(statement, document.passages, document, stance, people)
        if not verdict.passed:
            yield f"“{shorten(statement.text, SHOWN, placeholder=' …')}”: {verdict.reason}"


def _of_answer(answer: Answer) -> Iterator[Statement]:
    sentences = (one for one in answer.sentences() if answer.side or one.kind != "analytic")
    yield from map(as_prepared, sentences)
    if answer.table:  # what stands over a column or before a row is a few words, as a title is
        yield from (replace(as_prepared(one), layout="title") for one in answer.table.labels)


def _of_block(block: Block) -> Iterator[Statement]:
    yield from (as_prepared(answer.lead) for answer in block.answers)
    yield from map(as_prepared, block.sentences())


def _of_case(case: Case) -> Iterator[Statement]:
    yield from (replace(as_prepared(one.heading), layout="title") for one in case.contentions)
    yield from map(as_prepared, case.sentences())


def _of_study(study: Study) -> Iterator[tuple[Side | None, Iterable[Statement]]]:
    """Yield what is said for nobody, and what each side says to whoever argues the other."""
    argued = [(side, study.objections.of(side)) for side in get_args(Side)]
    answers = {one for _, met in argued for objection in met for one in objection.sentences()}
    yield None, map(as_prepared, (one for one in study.sentences() if one not in answers))
    yield None, (replace(as_prepared(one), layout="line") for asked in study.quiz for one in asked.choices)
    for side, met in argued:
        yield side, (as_prepared(one) for objection in met for one in objection.answer)
        yield side, (replace(as_prepared(objection.says), concession=True) for objection in met)
