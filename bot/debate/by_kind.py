"""Which question of a message is answered by its kind, since nothing prepared surely meets it.

Who asks again what was not met, or for what the side has only something near to, is better served by an
honest answer to what is asked than by the nearest speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.debate.asked_again import asked_before
from bot.debate.challenge import wants
from bot.debate.echoes import Echoes
from bot.debate.ground import Ground
from bot.debate.heard import Challenge
from bot.debate.points import REASONED
from bot.debate.reasoning import asked_move, question_kind
from bot.debate.replies import WAITS, Reply
from bot.debate.state import DebateMove, Round

# How well a reply has to fit so that it meets a question, and one that is asked again; set by reading what
# came of questions in debates that had been blind
MEETS, SURELY = 0.75, 0.95
NEAR = 0.6  # the same of a reply to who asks what it brings: something near is more than nothing
LOOKED_AT, BEARS = 10, 0.5  # claims that may bear on a question, and how surely the best has to


def first_by_kind(
    challenges: Sequence[Challenge], replies: Sequence[Reply], current: Round, ground: Ground
) -> tuple[Challenge, DebateMove] | None:
    """Return the first question that is answered by its kind before all else, with that answer.

    It was asked before, or no reply meets it nor a question behind it.
    """
    met = {one.challenge.text: _fit(one) for one in replies}
    for place, challenge in enumerate(challenges):
        behind = max((met.get(one.text, 0.0) for one in challenges[:place]), default=0.0)
        again = asked_before(challenge, current.debate, ground.hearing.encoder)
        if _unmet(challenge, met.get(challenge.text, 0.0), again=again) and (again or behind < MEETS):
            move = asked_move(challenge, current)
            if move is not None:
                return challenge, _grounded(move, challenge, current, ground)
    return None


def _grounded(move: DebateMove, challenge: Challenge, current: Round, ground: Ground) -> DebateMove:
    """Return an answer by its kind with what the op-ed has that bears on the question, and wasn't said."""
    told, by_id = ground.hearing.told, ground.argument_map.by_id
    asked = challenge.beside if challenge.bare else challenge.text
    hits = sorted(ground.search.find(asked).claims, key=lambda hit: -hit.similarity)[:LOOKED_AT]
    claims = [by_id[hit.id] for hit in hits if by_id[hit.id].helps != current.debate.reader]
    near = ground.cases.near(ground.topic, current.debate.side, claims)
    echoes = Echoes(current.debate, ground.hearing.encoder, current.heard)
    fresh = [one for one, again in zip(near, echoes.again(near), strict=True) if not again]
    if told is None or not fresh:
        return move
    scores = [float(score) for score in told.score([(asked, one.text) for one in fresh])]
    best = max(range(len(fresh)), key=lambda place: scores[place])
    return replace(move, says=(*move.says, fresh[best])) if scores[best] >= BEARS else move


def others_by_kind(
    replies: Sequence[Reply], moves: Sequence[DebateMove], current: Round, ground: Ground
) -> list[Reply]:
    """Return replies, where one hardly meets its question with the answer by its kind in its place.

    One such answer in a turn is enough.
    """
    found: list[Reply] = []
    made = any(move.id.startswith(REASONED) for move in moves)
    for one in replies:
        again = asked_before(one.challenge, current.debate, ground.hearing.encoder)
        move = asked_move(one.challenge, current) if _unmet(one.challenge, _fit(one), again=again) else None
        found.append(replace(one, move=move, match=None, fit=MEETS) if move and not made else one)
        made = made or move is not None
    return found


def _unmet(challenge: Challenge, fit: float, *, again: bool) -> bool:
    """Tell whether a question is of a kind that is answered as such, and hardly met by a reply of that fit.

    What only the op-ed could give isn't asked of the bot's reasoning, where there is something near it.
    """
    if not question_kind(challenge) or (wants(challenge) and fit and not again):
        return False
    if again:
        return fit < SURELY
    return fit < (NEAR if question_kind(challenge) == "asks what it brings" else MEETS)


def _fit(reply: Reply) -> float:
    """Return how well a reply fits, without what its question gains since it waits."""
    return reply.fit - (WAITS if reply.challenge.demanded or reply.challenge.owed else 0.0)
