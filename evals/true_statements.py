"""True statements about a topic, and the same corrupted: what a check must pass, and what it must refuse."""

from __future__ import annotations

from collections.abc import Iterator

from bot.gate import check
from bot.statement import Statement
from bot.statement.marking import stopped
from evals.cases import load_set
from evals.mutations import FRAME, MUTATIONS
from knowledge.names import find_names
from knowledge.topic import Topic


def true_statements(topic: Topic) -> tuple[Statement, ...]:
    """Return the map's claims as the op-ed's word, and the same claims in other words from the set `true`."""
    argument_map = topic.argument_map
    assert argument_map is not None
    claims = [
        Statement("report", stopped(f"{FRAME}{claim.says}"), claim.passages) for claim in argument_map.claims
    ]
    others = [
        Statement(
            "report",
            case.says,
            argument_map.passages_of(tuple(claim_id for nugget in case.claims for claim_id in nugget)),
        )
        for case in load_set("true")
    ]
    return (*claims, *others)


def repeated(topic: Topic) -> tuple[Statement, ...]:
    """Return each passage as the op-ed's word, where the gate lets it pass as it stands."""
    document = topic.document
    statements = []
    for passage in document.passages:
        text = " ".join(passage.text.split())
        opens_with_name = find_names(text)[:1] and find_names(text)[0].start == 0
        statements.append(
            Statement(
                "report", f"{FRAME}{text if opens_with_name else text[0].lower() + text[1:]}", (passage.id,)
            )
        )
    return tuple(
        statement for statement in statements if check(statement, document.passages, document).passed
    )


def corrupted(topic: Topic, statements: tuple[Statement, ...]) -> Iterator[tuple[str, Statement, Statement]]:
    """Yield the class of corruption, the true statement, and the corrupted one."""
    for name, mutate in MUTATIONS.items():
        for true in statements:
            for mutated in mutate(true, topic.document):
                if mutated.text != true.text or mutated.cites != true.cites:
                    yield name, true, mutated
