"""One turn: plan, evidence, draft, gate, reply. A statement is given out as soon as it has passed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.evidence import Evidence, Search, gather
from bot.gate import Stance, check
from bot.plan import Plan, plan
from bot.question import Question
from bot.reply import Reply, Withheld
from bot.statement import Statement
from bot.writers import Writer
from knowledge.topic import Topic

NOTHING_PASSED = Statement("link", "I have no sentence on this that its passage carries.")


def take_turn(question: Question, topic: Topic, search: Search, writer: Writer) -> Iterator[Statement | Withheld | Reply]:
    """The statements of a reply as they pass, those that do not, and last the whole reply."""
    planned = plan(question)
    evidence = gather(planned, search, topic)
    shown: list[Statement] = []
    withheld: list[Withheld] = []
    for statement in writer.draft(planned, evidence):
        verdict = check(statement, topic.document.passages, topic.document, stance_of(planned, evidence))
        if verdict.passed:
            shown.append(statement)
            yield statement
        else:
            withheld.append(Withheld(statement, verdict))
            yield withheld[-1]
    if not shown:
        shown.append(NOTHING_PASSED)
        yield NOTHING_PASSED
    yield Reply(planned, evidence, writer.name, tuple(shown), tuple(withheld))


def stance_of(planned: Plan, evidence: Evidence) -> Stance | None:
    """The side that a reply is held to, with the passages that help only the other one."""
    argument_map = evidence.topic.argument_map
    if planned.side is None or argument_map is None:
        return None
    other = "against" if planned.side == "for" else "for"
    numbers = (passage.id for passage in evidence.topic.document.passages)
    return Stance(planned.side, frozenset(number for number in numbers if argument_map.side_of_passage(number) == other))
