"""The checks that are tested on true and on corrupted statements: the gate, and a judge alone."""

from __future__ import annotations

from collections.abc import Callable

from bot.gate import check
from bot.output.schema import flat
from bot.statement import Statement
from evals.judges import Judge
from knowledge.topic import Topic

Check = Callable[[Statement], bool]  # whether it lets the statement pass


def by_gate(topic: Topic) -> Check:
    """Return the gate as a check, as every statement meets it before it is shown."""
    people = topic.argument_map.names if topic.argument_map else ()
    return lambda statement: check(statement, topic.document.passages, topic.document, None, people).passed


def by_judge(topic: Topic, judge: Judge) -> Check:
    """Return a judge alone as a check, on the cited passages."""
    return lambda statement: (
        judge.grade(
            statement.text, [flat(topic.document.passage(number).text) for number in statement.cites]
        ).supported
    )
