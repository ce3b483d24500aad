"""A turn of a debate without a model: says the moves that the round has chosen, with what leads to them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.debate.links import LAST_WORD, OVER
from bot.debate.state import DebateMove, Round
from bot.statement import Statement
from bot.writers import Draft
from bot.writers.embedded.debate_closing import closing_speech, in_sentences, standing
from bot.writers.embedded.debate_words import prepared, signposted
from knowledge.argument_map import ArgumentMap
from knowledge.topic import Topic


def spar(current: Round, topic: Topic) -> Iterator[Draft]:
    """Return the statements of a turn: what leads to the moves, what is granted, and the moves."""
    if current.request == "score":
        yield from standing(current, topic)
    elif current.debate.over:
        yield OVER
    elif current.part.kind == "silence":
        yield LAST_WORD
    elif current.part.kind == "closing":
        closing = [*_moves(current, _map(topic)), *closing_speech(current, topic)]
        yield from current.leads
        room = max(1, current.sentences - len(current.leads))
        yield from in_sentences(closing, room) if current.sentences else closing
    else:
        yield from current.leads
        yield from _moves(current, _map(topic))


def _moves(current: Round, argument_map: ArgumentMap) -> Iterator[Statement]:
    for move in current.moves:
        yield from said(move, argument_map, current)


def said(move: DebateMove, argument_map: ArgumentMap, current: Round) -> Iterator[Statement]:
    """Yield a move in words."""
    if move.signpost:
        yield signposted(move.signpost)
    yield from prepared(move.says, move.id, argument_map, current)


def _map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map
