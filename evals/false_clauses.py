"""Put a false clause into a true sentence, wherever it has room: the gate must refuse it in every kind.

The false clauses are corrupted claims and inventions that the gate refuses when they are all that a report
says; so what passes here passes for where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.statement import Statement, StatementKind
from bot.statement.marking import stopped
from evals.checks import Check, by_gate
from evals.mutations import FRAME, INVENTED, MUTATIONS
from knowledge.mining.clauses import clause_of
from knowledge.topic import Topic

_FRONT = (
    "Since {}, ", "Because {}, ", "Given that {}, ", "Although {}, ", "Now that {}, ", "As {}, ", "{}: ",
    "{} — ", "{}; ", "{}, and ", "{}, so ", "With the fact that {} in mind, ",
)  # fmt: skip
_MIDDLE = (" ({}) ", " — {} — ", ", since {}, ", ", which shows that {}, ", " (given that {}) ")
_END = (
    " because {}",
    ", although {}",
    ", given that {}",
    "; {}",
    ": {}",
    " — {}",
    " ({})",
    ", and {}",
    ", which means that {}",
    ", as {}",
)
_DENIED = (
    "The op-ed does not mention that {}", "The op-ed does not explain why {}",
    "The op-ed never considers that {}", "The op-ed does not tell the reader that {}",
    "The op-ed ignores that {}", "The op-ed does not admit that {}",
    "The op-ed says nothing of the fact that {}", "The op-ed does not say why {}",
    "The op-ed does not show how {}", "The op-ed gives no reason why {}",
)  # fmt: skip
_SHORT = (
    "everybody knows it", "the law forbids it", "the critics were paid", "prices have doubled",
    "the mayor lied", "it is a crime", "voters hate it", "the courts agreed",
    "it cheats on trade", "that is illegal",
)  # fmt: skip
_OF_EACH = ("number", "negation", "direction", "name", "hedge")  # corruptions that the clauses are made by
_FALSE = 2  # clauses for each true sentence
_HOSTS = 12  # true sentences of each kind


def with_false_clauses(
    topic: Topic, clauses: tuple[Statement, ...] | None = None
) -> Iterator[tuple[str, Statement, Statement]]:
    """Yield the class of corruption, the true statement, and the same with a false clause.

    With `clauses` given, these are put in instead of false ones.
    """
    false = false_clauses(topic) if clauses is None else clauses
    if not false:
        return
    pick = 0
    for host in _hosts(topic):
        for _ in range(_FALSE):
            pick += 1
            clause = false[pick * 7 % len(false)]
            cites = tuple(sorted({*host.cites, *clause.cites}))
            name = {"report": "lead-in", "critique": "smuggled in a critique"}.get(
                host.kind, "presupposition"
            )
            for text in _around(host.text, clause.text):
                yield name, host, replace(host, text=text, cites=cites)
            if host.kind == "critique":
                for form in _DENIED:
                    yield (
                        name,
                        host,
                        replace(
                            host, text=stopped(form.format(clause.text)), cites=clause.cites or host.cites
                        ),
                    )


def false_clauses(topic: Topic) -> tuple[Statement, ...]:
    """Return clauses that say something false, with the passages of what they corrupt."""
    passes = by_gate(topic)
    clauses: list[Statement] = []
    for true in reports(topic):
        wrong = [
            next(islice(_refused(MUTATIONS[name](true, topic.document), passes), 1), None)
            for name in _OF_EACH
        ]
        clauses += [
            replace(statement, text=_bare(statement.text))
            for statement in wrong
            if statement and statement.text.startswith(FRAME)
        ]
        clauses += [
            replace(true, text=_pick(INVENTED, len(clauses))),
            replace(true, text=_pick(_SHORT, len(clauses))),
        ]
    return tuple(clauses)


def reports(topic: Topic) -> tuple[Statement, ...]:
    """Return the map's claims that read on in another sentence, as the gate lets them pass."""
    argument_map = topic.argument_map
    assert argument_map is not None
    statements = (
        Statement("report", stopped(f"{FRAME}{claim.says}"), claim.passages)
        for claim in argument_map.claims
        if not claim.says.startswith("“")
    )
    passes = by_gate(topic)
    return tuple(statement for statement in statements if passes(statement))


def _refused(statements: Iterator[Statement], passes: Check) -> Iterator[Statement]:
    return (statement for statement in statements if not passes(statement))


def _pick(texts: tuple[str, ...] | list[str], number: int) -> str:
    return texts[number % len(texts)]


def _bare(text: str) -> str:
    return text.removeprefix(FRAME).removesuffix(".")


def _hosts(topic: Topic) -> Iterator[Statement]:
    """Yield true statements of every kind that has citations."""
    argument_map = topic.argument_map
    assert argument_map is not None
    by_kind: dict[StatementKind, list[Statement]] = {
        "report": list(reports(topic)),
        "critique": [],
        "question": [],
        "weighing": [],
    }
    for line in argument_map.lines:
        by_kind["critique"] += [
            Statement("critique", stopped(attack.says), argument_map.passages_of(attack.about))
            for attack in line.attacks
            if attack.says
        ]
        by_kind["question"] += [
            Statement("question", question.asks, argument_map.passages_of(question.about))
            for question in line.questions
        ]
    by_kind["weighing"] += [
        Statement("weighing", stopped(weighing.says), argument_map.passages_of(weighing.about))
        for weighing in argument_map.weighings
    ]
    passes = by_gate(topic)
    for of_kind in by_kind.values():
        yield from [statement for statement in dict.fromkeys(of_kind) if passes(statement)][:_HOSTS]


def _around(host: str, clause: str) -> Iterator[str]:
    """Yield the sentence with the clause in each place that it has room for."""
    core, stop = host[:-1], host[-1]
    clause_of_host = clause_of(core) if stop != "?" else None
    low = clause_of_host.says if clause_of_host and not clause_of_host.quoted else core[0].lower() + core[1:]
    upper = clause[0].upper() + clause[1:]
    for opening in _FRONT:
        yield opening.format(upper if opening.startswith("{") else clause) + low + stop
    words = core.split(" ")
    half = max(4, len(words) // 2)
    for aside in _MIDDLE:
        yield " ".join(words[:half]) + aside.format(clause) + " ".join(words[half:]) + stop
    for ending in _END:
        yield core + ending.format(clause) + stop
