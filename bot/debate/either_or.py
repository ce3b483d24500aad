"""A choice between two things that the reader puts: which of them the bot's side takes.

It is the one that what the bot goes on to say is nearer to. Where neither is, both may be so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.debate.ground import Ground
from bot.debate.heard import Challenge
from bot.debate.hearing import likenesses
from bot.debate.links import CHOOSES
from bot.debate.state import DebateMove
from bot.request.patterns import load_patterns
from bot.statement import Fixed
from knowledge.rounding import settled
from knowledge.sentence_analysis import read
from knowledge.sentences import sentences_of
from knowledge.unicode_text import straight

LAST = 2  # sentences at the end of a message, one of which may demand that one of two things be chosen
MARGIN = 0.06  # by how much the nearer of the two has to be nearer
_FOLLOWS = re.compile(r",|\b(?:and|but|so)\b")
_STANDS_FOR = re.compile(r"^(?:it|this|that)\s+(?!is\b|was\b)", re.IGNORECASE)  # "is it duty or profit"
_PATTERNS = load_patterns("debating")


def options(challenge: Challenge) -> tuple[str, str] | None:
    """Return the two things that a question puts to choose from, as they were put; None where it puts none.

    "Which is it?" has them in what stands before it; they are empty where that names none.
    """
    asked = straight(challenge.text)
    found = _two(asked, "named choice", "either or", "one or another", "bare choice")
    if found or not _PATTERNS["which of two"].search(asked):
        return found
    return _two(straight(challenge.beside), "either or", "one or another", "two in a row") or ("", "")


def chosen_first(challenges: Sequence[Challenge], texts: Sequence[str]) -> tuple[Challenge, ...]:
    """Return questions with the choice first that a message demands: "Risk or reward? … Pick one.".

    What is to be chosen from is argued all over the message, so that it is read with all of it.
    """
    if not any(_demands_choice(text) for text in texts[-LAST:]):
        return tuple(challenges)
    found = [one for one in challenges if any(options(one) or ("",))]
    found = found or [one for text in texts if any(options(one := Challenge(text, text, text)) or ("",))]
    first = found[-1:]
    rest = [one for one in challenges if one not in first]
    whole = " ".join(texts)
    return (*(one if one.bare else replace(one, beside=whole) for one in first), *rest)


def _demands_choice(text: str) -> bool:
    """Tell whether a sentence demands that one of two things be chosen."""
    return any(_PATTERNS[name].search(straight(text)) for name in ("which of two", "named choice"))


def gives_up(challenge: Challenge) -> bool:
    """Tell whether one of the two is to be given up."""
    put = " ".join([*sentences_of(challenge.beside)[-LAST:], challenge.text])
    return bool(_PATTERNS["gives up"].search(straight(put)))


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
    words = _STANDS_FOR.sub("", _FOLLOWS.split(option)[0].strip(" .,;:?!\"'"))
    return words if read(words).content else ""
