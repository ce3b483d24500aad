"""A move in a sentence or two, as a closing has room for it."""

from __future__ import annotations

from dataclasses import replace

from bot.debate.state import SPEECH, DebateMove
from knowledge.playbook import Playbook, PreparedSentence


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
