"""How much of a move there is room for in a turn."""

from __future__ import annotations

from dataclasses import replace

from bot.debate.state import DebateMove


def fitted(move: DebateMove, room: int, *, whole: bool) -> DebateMove | None:
    """Return a move with as many of its first sentences as there is room for; None where that says little."""
    if whole or move.length <= room:
        return move
    kept: list[int] = []
    words = len(move.signpost.split())
    for place, sentence in enumerate(move.says):
        words += len(sentence.text.split())
        if words > room:
            break
        kept.append(place)
    return replace(move, says=tuple(move.says[place] for place in kept)) if len(kept) > 1 else None


def fitted_behind(moves: list[DebateMove], over: int) -> list[DebateMove]:
    """Return two moves with as much of the second as fits, where `over` says that no room is left."""
    if over >= 0 or len(moves) < 2:
        return moves
    first, second, *_ = moves
    kept = fitted(second, over + sum(move.length for move in moves[1:]), whole=False)
    return [first, kept] if kept else [first]
