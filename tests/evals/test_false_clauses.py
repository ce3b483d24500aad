"""False clauses within true sentences about op-eds that no rule was tuned to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from bot.gate import check
from bot.statement import Statement
from bot.statement.marking import stopped
from evals.checks import by_gate
from evals.false_clauses import false_clauses, reports, with_false_clauses
from evals.opinion_mining import opinions
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map
from knowledge.topic import Topic

PLACED = ("ferry", "lunches", "tipping")  # op-eds into whose sentences false clauses are put
PIECES = {one.name: one for name in ("development", "held out") for one in opinions(name)}


@cache  # mining it takes a second
def _topic(name: str) -> Topic:
    return Topic(
        name, PIECES[name].document, mined_map(PIECES[name].document, Roles(), SentenceEncoder()), name
    )


@pytest.mark.slow
def test_what_is_refused_as_a_report_is_refused_wherever_it_stands() -> None:
    """Over three op-eds together: one clause stands in some thirty sentences, 5 % of those of a piece."""
    tried: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for topic in map(_topic, PLACED):
        passes = by_gate(topic)
        here: Counter[str] = Counter()
        for kind, _, statement in with_false_clauses(topic):
            here[kind] += 1
            shown[kind] += passes(statement)
        assert set(here) == {"lead-in", "smuggled in a critique", "presupposition"}
        assert min(here.values()) >= 100
        tried += here
    for kind in tried:
        assert shown[kind] <= 0.05 * tried[kind], f"{kind}: {shown[kind]} of {tried[kind]} are shown"


@pytest.mark.slow
@pytest.mark.parametrize("name", PLACED)
def test_a_true_clause_in_a_question_or_a_critique_is_shown(name: str) -> None:
    topic = _topic(name)
    passes = by_gate(topic)
    true = tuple(
        replace(one, text=one.text.removeprefix("The op-ed says that ").removesuffix("."))
        for one in reports(topic)
    )
    given = [one for kind, _, one in with_false_clauses(topic, true) if kind == "presupposition"]
    assert sum(passes(one) for one in given) >= 0.85 * len(given)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PIECES))
def test_hardly_any_critique_or_question_of_a_mined_map_takes_something_for_granted(name: str) -> None:
    topic = _topic(name)
    argument_map, document = topic.argument_map, topic.document
    assert argument_map is not None
    said: list[Statement] = []
    for line in argument_map.lines:
        said += [
            Statement("critique", stopped(attack.says), argument_map.passages_of(attack.about))
            for attack in line.attacks
            if attack.says
        ]
        said += [
            Statement("question", question.asks, argument_map.passages_of(question.about))
            for question in line.questions
        ]
    refused = [one.text for one in said if check(one, document.passages, document).rule == "presupposed"]
    assert len(refused) <= max(3, 0.02 * len(said)), refused


def test_the_false_clauses_are_refused_when_they_stand_alone() -> None:
    topic = _topic("ferry")
    passes = by_gate(topic)
    clauses = false_clauses(topic)
    assert len(clauses) >= 30
    alone = [replace(one, text=f"The op-ed says that {one.text}.") for one in clauses]
    assert sum(passes(one) for one in alone) <= 0.03 * len(alone)
