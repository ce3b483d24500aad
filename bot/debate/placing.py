"""What a sentence of the bot says: by the move that it belongs to, by its citations, and by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.debate.state import Round
from bot.statement import Statement, StatementKind
from knowledge.argument_map import ArgumentMap
from knowledge.sentence_analysis import Reading, read

ALIKE = 0.5  # likeness from which a sentence is taken for a wording of what the map says

# What of the map a sentence says, "" where nothing, and the claims it is about
Place = tuple[str, tuple[str, ...]]


def place_statement(statement: Statement, current: Round, argument_map: ArgumentMap) -> Place:
    """Find what a statement says, and the claims that it is about.

    A model's sentence makes the move some of whose passages it cites; else it is placed by its words.
    """
    for move in current.moves:
        if statement.point == move.id:
            return move.id, move.about
    if statement.point:
        return statement.point, _about(statement.point, argument_map)
    for move in current.moves:
        if move.cites & set(statement.cites):
            return move.id, move.about
    return place_words(statement.text, statement.cites, argument_map, statement.kind)


def place_words(
    text: str, cites: Sequence[int], argument_map: ArgumentMap, kind: StatementKind | None = None
) -> Place:
    """Find what of the map a sentence says that cites these passages.

    The claims alone where it says nothing of it.
    """
    best_fit = 0.0
    best: Place = ("", ())
    for id, says, about in _sayings(argument_map):
        fits_kind = kind is None or (kind == "report") == (id in argument_map.by_id)
        if fits_kind and set(argument_map.passages_of(about)) & set(cites):
            fit = _likeness(text, says)
            if fit > best_fit:
                best_fit, best = fit, (id, about)
    if best_fit >= ALIKE:
        return best
    return "", tuple(claim.id for claim in argument_map.claims if set(claim.passages) & set(cites))


def _about(id: str, argument_map: ArgumentMap) -> tuple[str, ...]:
    return next((about for other, _, about in _sayings(argument_map) if other == id), ())


def _sayings(argument_map: ArgumentMap) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield all that the map says: its id, its words, and the claims that it is about."""
    for line in argument_map.lines:
        for attack in line.attacks:
            if attack.says:
                yield attack.id, attack.says, attack.about
        for question in line.questions:
            yield question.id, question.asks, question.about
    for claim in argument_map.claims:
        yield claim.id, claim.says, (claim.id,)


def _likeness(text: str, other: str) -> float:
    """Return the share of the longer sentence's words of content that both have."""
    reading, other_reading = read(text), read(other)
    return _shared(reading, other_reading) / max(1, len(reading.content), len(other_reading.content))


def _shared(reading: Reading, other: Reading) -> int:
    """Return how many words of content two sentences have in common, synonyms counted."""
    return sum(
        any(not word.near.isdisjoint(other_word.near) for other_word in other.content)
        for word in reading.content
    )
