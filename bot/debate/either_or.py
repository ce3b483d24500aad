"""A choice between two things that the reader puts: which of them the bot's side takes.

It is the one that what the bot goes on to say is nearer to. Where neither is, both may be so.
"""

from __future__ import annotations

import re

from bot.debate.ground import Ground
from bot.debate.heard import Challenge
from bot.debate.hearing import likenesses
from bot.debate.links import CHOOSES
from bot.debate.state import DebateMove
from bot.request.patterns import load_patterns
from bot.statement import Fixed
from knowledge.rounding import settled
from knowledge.sentence_analysis import read
from knowledge.unicode_text import straight

MARGIN = 0.06  # by how much the nearer of the two has to be nearer
_FOLLOWS = re.compile(r",|\b(?:and|but|so)\b")
_PATTERNS = load_patterns("debating")


def options(challenge: Challenge) -> tuple[str, str] | None:
    """Return the two things that a question puts to choose from, as they were put; None where it puts none.

    "Which is it?" has them in what stands before it; they are empty where that names none.
    """
    asked = straight(challenge.text)
    found = _two(asked, "either or", "one or another", "bare choice")
    if found or not _PATTERNS["which of two"].search(asked):
        return found
    return _two(straight(challenge.beside), "either or", "one or another", "two in a row") or ("", "")


def gives_up(challenge: Challenge) -> bool:
    """Tell whether one of the two is to be given up."""
    return bool(_PATTERNS["gives up"].search(straight(challenge.beside)))


def choice(
    two: tuple[str, str], move: DebateMove | None, ground: Ground, denied: str = ""
) -> tuple[Fixed, ...]:
    """Return the choice in all its variants; none where what the bot goes on to say is near neither.

    Where that answers an argument that it `denied`, the one is chosen that is less like the argument.
    """
    if not all(two) or move is None:
        return ()
    said = [denied] if denied else [sentence.text for sentence in move.says]
    near = [max(likenesses(option, said, ground.hearing.encoder)) for option in two]
    if abs(settled(near[0] - near[1])) < MARGIN:
        return ()
    near = near[::-1] if denied else near
    return CHOOSES["the first" if near[0] > near[1] else "the second"]


def _two(text: str, *patterns: str) -> tuple[str, str] | None:
    for pattern in patterns:
        if found := _PATTERNS[pattern].search(text):
            first, second = (_alone(part) for part in found.groups())
            if first and second:
                return first, second
    return None


def _alone(option: str) -> str:
    """Return an option without what follows from it; "" for one that says nothing."""
    words = _FOLLOWS.split(option)[0].strip(" .,;:?!\"'")
    return words if read(words).content else ""
