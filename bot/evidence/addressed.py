"""Answers that speak to somebody in particular: a veteran, a delegate, whoever sells cars.

What was prepared for such people misleads whoever is none of them, so that it is no guess at what a message
means that tells of nobody.
"""

from __future__ import annotations

from functools import lru_cache

from bot.request.standpoint import says_who
from knowledge.playbook import Answer

# Share of an answer's wordings that say who asks or listens: of 441 answers of two sides 36 have it, and all
# of these speak to somebody
TO_SOMEBODY = 0.3


@lru_cache(maxsize=1024)
def speaks_to_somebody(answer: Answer) -> bool:
    """Tell whether an answer was prepared for people of one kind, as its wordings show."""
    return sum(map(says_who, answer.asks)) >= TO_SOMEBODY * len(answer.asks)


def speaks_past(answer: Answer, message: str) -> bool:
    """Tell whether an answer speaks to somebody whom a message doesn't tell of."""
    return not says_who(message) and speaks_to_somebody(answer)
