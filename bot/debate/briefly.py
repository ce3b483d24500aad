"""A move in a sentence or two, as a closing has room for it."""

from __future__ import annotations

from dataclasses import replace

from bot.debate.block_moves import answer_id, answer_move
from bot.debate.ground import Ground
from bot.debate.points import SPEECH, Point
from bot.debate.state import Debate, DebateMove
from knowledge.playbook import Playbook
from knowledge.prepared_sentence import PreparedSentence


def briefly(move: DebateMove, playbook: Playbook | None) -> DebateMove:
    """Return a move in words that were prepared for a closing, or in short; as it is where there are none."""
    says = _closing(move, playbook) if move.block else _short(move, playbook)
    return replace(move, says=says) if says else move


def _closing(move: DebateMove, playbook: Playbook | None) -> tuple[PreparedSentence, ...]:
    blocks = playbook.blocks if playbook else ()
    answers = (answer for block in blocks if block.id == move.block for answer in block.answers)
    found = next((answer for answer in answers if answer.says == move.says), None)
    return (found.closing,) if found and found.closing else ()


def _short(move: DebateMove, playbook: Playbook | None) -> tuple[PreparedSentence, ...]:
    answers = playbook.answers if playbook else ()
    found = next((one for one in answers if one.side and move.id == f"{SPEECH}{one.id}"), None)
    return found.short if found else ()


def said_again(point: Point, debate: Debate, ground: Ground) -> DebateMove | None:
    """Return the move that a point of the bot was made by, put briefly; None for what has no short form."""
    playbook = ground.topic.playbook
    for block in playbook.blocks if playbook else ():
        for place, answer in enumerate(block.answers):
            if point.id == answer_id(block, place) and answer.closing:
                return answer_move(block, place, debate, ground.argument_map)
    says = _short(DebateMove(debate.argues, point.id), playbook)
    return DebateMove(debate.argues, point.id, point.about, says=says) if says else None
