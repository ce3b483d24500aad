"""What of all that was heard in a turn matters most: what waits for an answer, and what was heard best."""

from __future__ import annotations

from collections.abc import Sequence

from bot.debate.ground import Ground
from bot.debate.heard import Heard
from bot.debate.state import DebateMove, Round

# The probability of a block from which an argument is answered as its own; below, only where nothing else is
# prepared on it. Of 34 answers from 0.3 to 0.5 in blind debates some ten met what had been said.
ANSWERED_FROM = 0.4
NEAR = 0.2  # the probability from which what is said may belong to a block: to one that was answered last
# What the question that a message comes to gains over an argument on the way there: it waits for an answer.
PUT = 0.1


def targets(current: Round, made: Sequence[DebateMove] = ()) -> list[tuple[int, Heard]]:
    """Return what was argued and heard as a block's, with its place: what matters most first.

    What was said before comes last, and what a move that is `made` answers is left out.
    """
    told = {move.answers for move in made}
    found = [
        (place, heard)
        for place, heard in enumerate(current.heard)
        if heard.match
        and heard.match.probability >= ANSWERED_FROM
        and not heard.concedes
        and place not in told
    ]
    return sorted(found, key=lambda one: (bool(one[1].repeats), -weight(current, one[1])))


def near_targets(current: Round) -> list[tuple[int, Heard]]:
    """Return what may be meant as a block's argument, with its place: what matters most first.

    What comes back to a block that was answered last may be hardly more than like it.
    """
    debate = current.debate
    last = {point.block for point in debate.of("bot") if point.round == debate.rounds}
    found = [
        (place, heard)
        for place, heard in enumerate(current.heard)
        if not heard.concedes and (heard.match or (is_near(heard) and heard.matches[0].block.id in last))
    ]
    return sorted(found, key=lambda one: -weight(current, one[1]))


def weight(current: Round, heard: Heard) -> float:
    """Return how much it matters to answer something that was heard."""
    assert heard.matches
    return heard.matches[0].probability + put_to(current, heard)


def put_to(current: Round, heard: Heard) -> float:
    """Return what something gains by holding the question that the message comes to."""
    return PUT if current.put and current.put in heard.text else 0.0


def left_open(current: Round) -> bool:
    """Tell whether the question that the message comes to is a plain one, and no argument."""
    return bool(current.put) and any(
        current.put in heard.text and heard.meant in ("question", "ask") for heard in current.heard
    )


def is_near(heard: Heard) -> bool:
    """Tell whether something may belong to a block, though it is not heard as that."""
    return bool(heard.matches) and heard.matches[0].probability >= NEAR


def passages_near(current: Round, ground: Ground) -> list[int]:
    """Return the passages that what is talked about rests on."""
    claims = [claim for heard in current.heard for claim in heard.claims]
    blocks = [heard.matches[0].block for heard in current.heard if heard.matches]
    cites = [number for block in blocks for number in block.cites]
    return [*cites, *ground.argument_map.passages_of(tuple(dict.fromkeys(claims)))]
