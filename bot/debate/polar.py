"""Whether the yes or no that prepared words open with answers a question as it is put."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.debate.hearing import likenesses
from bot.debate.links import DENIES, DENIES_HALF
from bot.debate.state import DebateMove
from bot.request.patterns import load_patterns
from bot.statement import Fixed
from knowledge.block_wordings import BlockMatch
from knowledge.contrast import direction_flipped, negation_flipped
from knowledge.encoders import Encodes
from knowledge.playbook import Answer
from knowledge.sentence_analysis import read
from knowledge.unicode_text import straight

_OPENS = re.compile(r"(?:yes|no)[,.;:]", re.IGNORECASE)
SURE, ALIKE = 0.7, 0.6  # of an argument, and of its wording: from there a denial answers the question
HALF = ("mitigate", "outweigh")  # moves that grant a part of what they answer
_PATTERNS = load_patterns("debating")


def misleads(question: str, answer: Answer, encoder: Encodes) -> bool:
    """Tell whether an answer opens with a yes or a no that doesn't answer the question as it is put.

    What it says yes or no to, the words tell that it was prepared for: the nearest of them is compared.
    """
    if not _OPENS.match(answer.full[0].text):
        return False
    if not polar(question):
        return True
    nearest, _ = _nearest(question, answer.asks, encoder)
    return _turned_round(question, nearest)


def polar(question: str) -> bool:
    """Tell whether a question wants a yes or a no."""
    return bool(_PATTERNS["polar"].search(straight(question)))


def denial(question: str, match: BlockMatch, move: DebateMove, encoder: Encodes) -> tuple[Fixed, ...]:
    """Return the no to a question that asks whether an argument is so; none where that isn't sure.

    It has to be put as the argument is, in a statement that was prepared for: who asks "Would you keep
    paying?" wants to hear no himself.
    """
    if not polar(question) or match.probability < SURE:
        return ()
    stated = [match.block.argument, *(words for words in match.block.says if "?" not in words)]
    nearest, likeness = _nearest(question, stated, encoder)
    if likeness < ALIKE or _turned_round(question, nearest):
        return ()
    return DENIES_HALF if move.aim in HALF else DENIES


def _nearest(question: str, wordings: Sequence[str], encoder: Encodes) -> tuple[str, float]:
    likeness = likenesses(question, wordings, encoder)
    place = max(range(len(wordings)), key=likeness.__getitem__)
    return wordings[place], likeness[place]


def _turned_round(question: str, wording: str) -> bool:
    asked, other = read(question), read(wording)
    return bool(negation_flipped(asked, (other,)) or direction_flipped(asked, (other,)))
