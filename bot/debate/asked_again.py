"""Whether a reader asks what was asked in a round before."""

from __future__ import annotations

from bot.debate.challenge import matter
from bot.debate.heard import Challenge
from bot.debate.hearing import likenesses
from bot.debate.state import Debate
from knowledge.encoders import Encodes
from knowledge.sentences import sentences_of

SAME = 0.7  # likeness from which a question is one that was asked before


def asked_before(challenge: Challenge, debate: Debate, encoder: Encodes) -> bool:
    """Tell whether a question is put again: the reader says so, or put it in a round before."""
    if challenge.owed:
        return True
    asked = [one for point in debate.of("reader") for one in sentences_of(point.text) if one.endswith("?")]
    return max(likenesses(matter(challenge.text), asked, encoder), default=0.0) >= SAME
