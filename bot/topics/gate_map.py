"""What of an argument map passes the gate: claims by their passages, and what is said beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.gate import check
from bot.output.schema import flat
from bot.statement import Statement
from bot.statement.marking import stopped
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.document import Document
from knowledge.mining.clauses import inner_quotes
from knowledge.mining.merge import without


@dataclass(frozen=True)
class Mined:
    """A map and what was not kept for it, each with the reason."""

    argument_map: ArgumentMap
    refused: tuple[tuple[str, str], ...]


def gate_map(argument_map: ArgumentMap, document: Document) -> Mined:
    """Keep what passes the gate of a mined map.

    A claim that does not pass as a clause is kept in the op-ed's own words, where those do.
    """
    refused: list[tuple[str, str]] = []
    claims: list[Claim] = []
    removed: set[str] = set()
    for claim in argument_map.claims:
        quoted = claim.model_copy(update={"says": _quote(claim, document)})
        candidates = [claim, quoted] if len(claim.passages) == 1 else [claim]
        reasons = [refusal(Frames().say(candidate), document) for candidate in candidates]
        passed = next(
            (candidate for candidate, reason in zip(candidates, reasons, strict=True) if not reason), None
        )
        claims.append(passed or claim)
        if passed is None:
            removed.add(claim.id)
            refused.append((claim.says, reasons[0]))
    changed = argument_map.changed(claims=tuple(claims))
    for id, statement in _statements(changed):
        if reason := refusal(statement, document):
            removed.add(id)
            refused.append((statement.text, reason))
    return Mined(without(changed, frozenset(removed)), tuple(refused))


def refusal(statement: Statement, document: Document) -> str:
    """Return why the gate refuses a statement; "" where it passes."""
    verdict = check(statement, document.passages, document)
    return "" if verdict.passed else verdict.reason


def _quote(claim: Claim, document: Document) -> str:
    text = inner_quotes(flat(document.passage(claim.passages[0]).text)).rstrip(".!")
    return f"“{text}”"


def _statements(argument_map: ArgumentMap) -> Iterator[tuple[str, Statement]]:
    """Yield what the map says beside its claims, with the id of each."""
    for line in argument_map.lines:
        for attack in line.attacks:
            if attack.says:
                passages = argument_map.passages_of(attack.about)
                yield attack.id, Statement("critique", stopped(attack.says), passages)
        for question in line.questions:
            yield question.id, Statement("question", question.asks, argument_map.passages_of(question.about))
    for weighing in argument_map.weighings:
        passages = argument_map.passages_of(weighing.about)
        yield weighing.id, Statement("weighing", stopped(weighing.says), passages)
