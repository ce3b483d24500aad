"""The parts of a side's prepared case as moves: opening, contentions, weighing, questions, closing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.debate.block_moves import claims_of, said_before
from bot.debate.ground import Ground
from bot.debate.points import OPENING, PointAct
from bot.debate.state import WORDS, Debate, DebateMove
from knowledge.playbook import Case
from knowledge.prepared_sentence import PreparedSentence

CONCEDES = "This much I concede."
QUESTIONS = 2  # that a cross-examination puts at a time


def opening_move(debate: Debate, ground: Ground) -> DebateMove | None:
    """Return the side's longest opening speech that a turn holds; None where it has none, or has given it."""
    case = ground.cases.of(ground.topic, debate.side)
    if case is None or not case.opening:
        return None
    moves = [_move(OPENING, words, debate, ground) for _, words in sorted(case.opening.items())]
    fitting = [move for move in moves if move.length <= WORDS]
    return _unsaid((fitting or moves)[-1 if fitting else 0], debate)


def strongest_move(debate: Debate, ground: Ground) -> DebateMove | None:
    """Return the best that a side has to say, in short; None where it has nothing, or has said it."""
    case = ground.cases.of(ground.topic, debate.side)
    return (
        _unsaid(_move("strongest", case.strongest, debate, ground), debate)
        if case and case.strongest
        else None
    )


def weakest_move(debate: Debate, ground: Ground) -> DebateMove | None:
    """Return what a side admits to be its weakest part; None where it has nothing, or has said it."""
    case = ground.cases.of(ground.topic, debate.side)
    if case is None or not case.weakest:
        return None
    move = _unsaid(_move("weakest", case.weakest[:1], debate, ground), debate)
    return replace(move, signpost=CONCEDES) if move else None


def contention_move(debate: Debate, ground: Ground, near: Iterable[int] = ()) -> DebateMove | None:
    """Return the next contention that was not made; first one that rests on passages `near` what was said."""
    case = ground.cases.of(ground.topic, debate.side)
    wanted = frozenset(near)
    moves = [
        _move(f"contention/{place}", (*one.claim, *one.warrant, *one.impact), debate, ground)
        for place, one in enumerate(case.contentions if case else (), start=1)
    ]
    open_moves = [move for move in moves if _unsaid(move, debate)]
    return max(open_moves, key=lambda move: len(move.cites & wanted) / len(move.cites), default=None)


def weighing_move(debate: Debate, ground: Ground, near: Iterable[int] = ()) -> DebateMove | None:
    """Return the next sentence of the side's weighing that was not said."""
    case, wanted = ground.cases.of(ground.topic, debate.side), frozenset(near)
    moves = [
        _move(f"weighing/{place}", (one,), debate, ground)
        for place, one in enumerate(case.weighing if case else (), start=1)
    ]
    open_moves = [move for move in moves if _unsaid(move, debate)]
    return max(open_moves, key=lambda move: len(move.cites & wanted), default=None)


def question_moves(debate: Debate, ground: Ground, near: Iterable[int] = ()) -> list[DebateMove]:
    """Return two questions of the side's cross-examination, one leading to the other, about what was said."""
    case, wanted = ground.cases.of(ground.topic, debate.side), frozenset(near)
    moves = [
        _move(f"question/{place}", (one,), debate, ground, "question")
        for place, one in enumerate(case.cross_examination if case else (), start=1)
    ]
    unsaid = [_unsaid(move, debate) for move in moves]
    pairs = [
        [move for move in unsaid[place : place + QUESTIONS] if move is not None]
        for place in range(max(1, len(unsaid) - 1))
    ]
    return max(
        pairs,
        key=lambda pair: (len(pair), sum(len(move.cites & wanted) for move in pair)),
        default=[],
    )


def missing_evidence(case: Case, near: Iterable[int]) -> tuple[PreparedSentence, ...]:
    """Return what the op-ed lacks on what was argued about most, as the side has it prepared."""
    wanted = list(near)
    gaps = case.missing_evidence
    ranked = sorted(gaps, key=lambda gap: -sum(wanted.count(number) for number in gap.cites))
    return tuple(gap for gap in ranked[:1] if set(gap.cites) & set(wanted)) or tuple(gaps[:1])


def _move(
    id: str,
    says: Sequence[PreparedSentence],
    debate: Debate,
    ground: Ground,
    act: PointAct | None = None,
) -> DebateMove:
    cites = [number for sentence in says for number in sentence.cites]
    return DebateMove(act or debate.argues, id, claims_of(cites, ground.argument_map), says=tuple(says))


def _unsaid(move: DebateMove, debate: Debate) -> DebateMove | None:
    """Return the move where neither it nor one of its sentences was said."""
    return None if move.id in debate.used or said_before(move, debate) else move
