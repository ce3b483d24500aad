"""The figures that the project promises, on one document: `python -m evals.measure [FILE] [-v]`.

Without a file the shipped brief is measured; a file is fitted to the map first, as `debate index` does it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.build import Bot, build
from bot.gate import check
from bot.reply import Reply
from bot.settings import Settings
from bot.statement import Statement
from evals.cases import Case, load_set
from evals.mutations import MUTATIONS
from evals.truths import corrupted, repeated, true_statements
from knowledge.topic import add_document


@dataclass(frozen=True)
class Figure:
    """A share of cases, with the ids of those that missed."""

    name: str
    hit: int
    of: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.hit / self.of if self.of else 1.0


def measure(bot: Bot) -> list[Figure]:
    """All figures of a bot's document, questions first, then the gate's."""
    return [*question_figures(bot), *gate_figures(bot)]


def question_figures(bot: Bot) -> list[Figure]:
    """Retrieval, answers, abstention, premises and sides."""
    facts, premise = load_set("facts"), load_set("premise")
    correctable = tuple(case for case in premise if case.claims)
    return [
        _share("right passage in the first six", facts, lambda case: _retrieved(bot, case)),
        _share("right fact, rightly cited", facts, lambda case: _cites(bot, bot.reply(case.question), case)),
        _share("unanswerable: says so", load_set("absent"), lambda case: bot.reply(case.question).abstained),
        _share("false premise not confirmed", premise, lambda case: _unconfirmed(bot, case)),
        _share("false premise corrected", correctable, lambda case: _cites(bot, bot.reply(case.question), case)),
        _share("argument keeps to its side", load_set("argue"), lambda case: _keeps_side(bot, case)),
        _share("argument of four to seven, the right line", load_set("argue"), lambda case: _argues(bot, case)),
    ]


def gate_figures(bot: Bot) -> list[Figure]:
    """True statements shown, and of each class of corruption the share that is caught."""
    topic = bot.topic
    true = true_statements(topic)
    figures = [_checked("true statements shown", true, bot, passed=True)]
    by_class: dict[str, list[Statement]] = {name: [] for name in MUTATIONS}
    for name, _, statement in corrupted(topic, (*true, *repeated(topic))):
        by_class[name].append(statement)
    return figures + [_checked(f"corrupted caught: {name}", said, bot, passed=False) for name, said in by_class.items()]


def _checked(name: str, statements: Sequence[Statement], bot: Bot, *, passed: bool) -> Figure:
    document = bot.topic.document
    missed = [one for one in statements if check(one, document.passages, document).passed != passed]
    return Figure(name, len(statements) - len(missed), len(statements), tuple(one.marked for one in missed))


def _share(name: str, cases: tuple[Case, ...], holds: Callable[[Case], bool]) -> Figure:
    missed = tuple(f"{case.id} {case.question}" for case in cases if not holds(case))
    return Figure(name, len(cases) - len(missed), len(cases), missed)


def _gold(bot: Bot, case: Case) -> set[int]:
    assert bot.topic.argument_map is not None
    return set(bot.topic.argument_map.passages_of(case.claims))


def _retrieved(bot: Bot, case: Case) -> bool:
    found = bot.search.find(case.question).passages[:6]
    return bool(_gold(bot, case) & {int(one.id) for one in found})


def _cites(bot: Bot, reply: Reply, case: Case) -> bool:
    """A shown report says one of the expected claims and cites its passages."""
    argument_map = bot.topic.argument_map
    assert argument_map is not None
    says = [argument_map.by_id[one].says for one in case.claims]
    return any(statement.kind == "report" and any(clause in statement.text for clause in says) for statement in reply.statements)


def _unconfirmed(bot: Bot, case: Case) -> bool:
    reply = bot.reply(case.question)
    return reply.abstained or any(s.kind == "link" and "does not say" in s.text for s in reply.statements) or _cites(bot, reply, case)


def _keeps_side(bot: Bot, case: Case) -> bool:
    reply = bot.reply(case.question, case.mode)
    argument_map = bot.topic.argument_map
    assert argument_map is not None
    if reply.plan.side != case.mode or reply.abstained:
        return False
    other = "against" if case.mode == "for" else "for"
    for statement in reply.statements:
        if statement.concession or statement.kind == "link":
            continue
        helps = {argument_map.side_of_passage(number) for number in statement.cites}
        if (statement.kind == "report" and helps == {other}) or (statement.kind in ("critique", "weighing") and case.mode == "for"):
            return False
    return True


def _argues(bot: Bot, case: Case) -> bool:
    reply = bot.reply(case.question, case.mode)
    first = reply.evidence.lines[0][0].id if reply.evidence.lines else ""
    texts = [statement.text for statement in reply.statements]
    asks = case.mode == "for" or any(statement.kind == "question" for statement in reply.statements)
    return 4 <= len(texts) <= 7 and len(set(texts)) == len(texts) and asks and (not case.lines or first in case.lines)


def main(arguments: list[str]) -> int:
    """Print the figures and what missed."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        for name in [argument for argument in arguments if argument != "-v"]:
            add_document(Path(name), settings.home)
        for figure in measure(build(settings).of()):
            print(f"{figure.share:7.1%}  {figure.hit:4d} of {figure.of:4d}  {figure.name}")
            for missed in figure.missed[: 40 if "-v" in arguments else 3]:
                print(f"                        missed: {missed[:320]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
