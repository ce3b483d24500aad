"""The answers of a playbook's blocks as moves: the best that was not made yet, and how it goes on."""

from __future__ import annotations

from collections.abc import Iterator

from bot.debate.state import Debate, DebateMove
from knowledge.argument_map import ArgumentMap
from knowledge.block_wordings import BlockMatch
from knowledge.playbook import Block

LATER = 0.04  # how much less an answer counts for each place further down in its block
EXTENDED = "+"  # behind the id of an answer that is extended


def answer_id(block: Block, place: int) -> str:
    """Return the id of a block's answer; `place` counts from 0."""
    return f"{block.id}/{place + 1}"


def open_answers(match: BlockMatch, debate: Debate, argument_map: ArgumentMap) -> list[DebateMove]:
    """Return the answers of a block that were not given, first the one that is most about what was said."""
    ranked = sorted(range(len(match.block.answers)), key=lambda place: LATER * place - match.likeness[place])
    moves = (answer_move(match.block, place, debate, argument_map) for place in ranked)
    return [move for move in moves if move.id not in debate.used and not said_before(move, debate)]


def extension(block: Block, debate: Debate, argument_map: ArgumentMap) -> DebateMove | None:
    """Return how the last given answer of a block goes on; None where it went on already."""
    for point in reversed(debate.of("bot")):
        for place, answer in enumerate(block.answers):
            if point.id == answer_id(block, place) and answer.extend:
                move = DebateMove(
                    debate.argues,
                    point.id + EXTENDED,
                    claims_of([number for one in answer.extend for number in one.cites], argument_map)
                    or point.about,
                    aim=answer.move,
                    says=answer.extend,
                    block=block.id,
                )
                return None if move.id in debate.used else move
    return None


def answer_move(block: Block, place: int, debate: Debate, argument_map: ArgumentMap) -> DebateMove:
    """Return an answer of a block as a move."""
    answer = block.answers[place]
    return DebateMove(
        debate.argues,
        answer_id(block, place),
        claims_of([number for one in answer.says for number in one.cites], argument_map),
        aim=answer.move,
        says=answer.says,
        signpost=answer.signpost,
        block=block.id,
    )


def claims_of(cites: list[int], argument_map: ArgumentMap) -> tuple[str, ...]:
    """Return the claims that stand on the passages cited, in the order of the citations."""
    found: Iterator[str] = (
        claim.id for number in cites for claim in argument_map.claims if number in claim.passages
    )
    return tuple(dict.fromkeys(found))


def said_before(move: DebateMove, debate: Debate) -> bool:
    """Tell whether one of its sentences was said as part of another move."""
    said = " ".join(point.text for point in debate.of("bot"))
    return any(sentence.text in said for sentence in move.says)
