"""Prepared words of a debate as statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.debate.state import Round
from bot.statement import Statement, as_prepared
from knowledge.argument_map import ArgumentMap
from knowledge.prepared_sentence import PreparedSentence


def signposted(words: str) -> Statement:
    """Return words that lead to what was prepared, and were prepared with it."""
    return as_prepared(PreparedSentence(kind="link", text=words))


def prepared(
    says: Sequence[PreparedSentence], id: str, argument_map: ArgumentMap, current: Round
) -> Iterator[Statement]:
    """Yield prepared sentences; a report that helps only the other side is a concession."""
    for sentence in says:
        statement = as_prepared(sentence)
        helps = {argument_map.side_of_passage(number) for number in sentence.cites}
        granted = sentence.kind == "report" and helps == {current.debate.reader}
        yield Statement(
            statement.kind,
            statement.text,
            statement.cites,
            concession=granted,
            point=id,
            source=statement.source,
        )
