"""A turn of a debate without a model: says the moves that the round has chosen, with what leads to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.debate.links import LAST_WORD, OVER
from bot.debate.state import DebateMove, Round
from bot.statement import Fixed, Statement, as_prepared
from bot.statement.marking import stopped
from bot.writers import Draft
from bot.writers.embedded.debate_closing import closing_speech, standing
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentMap
from knowledge.playbook import PreparedSentence
from knowledge.topic import Topic


def spar(current: Round, topic: Topic) -> Iterator[Draft]:
    """Return the statements of a turn: what leads to the moves, what is granted, and the moves."""
    if current.debate.over:
        yield OVER
    elif current.part.kind == "silence":
        yield LAST_WORD
    elif current.part.kind == "closing":
        yield from _moves(current, _map(topic))
        yield from closing_speech(current, topic)
    elif current.request == "score" and current.debate.points:
        yield from standing(current, topic)
    else:
        yield from leading(current)
        yield from _moves(current, _map(topic))


def leading(current: Round) -> Iterator[Fixed]:
    """Yield what comes before the moves and makes no claim."""
    yield from current.leads


def _moves(current: Round, argument_map: ArgumentMap) -> Iterator[Statement]:
    frames = Frames()
    if current.concede:
        yield frames.concede(argument_map.by_id[current.concede])
    for move in current.moves:
        yield from said(move, argument_map, frames, current)


def said(move: DebateMove, argument_map: ArgumentMap, frames: Frames, current: Round) -> Iterator[Statement]:
    """Yield a move in words."""
    if move.signpost:
        yield signposted(move.signpost)
    if move.says:
        yield from prepared(move.says, move.id, argument_map, current)
        return
    yield _from_map(move, argument_map, frames)
    if move.reason:
        yield Statement("analytic", move.reason, point=move.id)


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


def _from_map(move: DebateMove, argument_map: ArgumentMap, frames: Frames) -> Statement:
    if move.act == "question":
        own = next(
            (
                question.about
                for line in argument_map.lines
                for question in line.questions
                if question.id == move.id
            ),
            move.about[:1],
        )
        return Statement("question", move.asks, argument_map.passages_of(own), point=move.id)
    if move.id in argument_map.by_id:
        claim = argument_map.by_id[move.id]
        return frames.own_concession(claim) if move.act == "attack" else frames.say(claim)
    attack = next(attack for line in argument_map.lines for attack in line.attacks if attack.id == move.id)
    return Statement(
        "critique", stopped(attack.says), argument_map.passages_of(attack.about), point=attack.id
    )


def _map(topic: Topic) -> ArgumentMap:
    assert topic.argument_map is not None
    return topic.argument_map
