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


def fitted_behind(moves: list[DebateMove], room: int) -> list[DebateMove]:
    """Return the moves of a turn, shorter where `room` says how many words there are too many.

    The last gives way first: its last sentences, then all of it; a move that stands alone gives its signpost.
    """
    if room >= 0 or not moves:
        return moves
    *before, last = moves
    if not before:
        bare = replace(last, signpost="")
        return [fitted(bare, last.length + room, whole=False) or bare]
    kept = fitted(last, last.length + room, whole=False)
    return fitted_behind([*before, kept], 0) if kept else fitted_behind(before, room + last.length)
