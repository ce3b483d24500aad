"""Whether a sentence leans on the one before it: it points back by its first word, or goes on with it."""

from __future__ import annotations

import re

from bot.statement.attribution import CONCEDES, attribution_in
from knowledge.lexicon import joining

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST = 3  # words of what joins a sentence to another: "for this reason"


def leans(text: str, *, first: bool = False) -> bool:
    """Tell whether the sentence cannot stand without the one before it: "But …", "That is why …", "They …".

    "It adds that …" leans on no sentence, since "it" is the op-ed, but can not be the `first` of all.
    """
    if CONCEDES.match(text):
        return False
    words = [word.lower() for word in _WORD.findall(text[:80])[:_LONGEST]]
    opens = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
    if any(words_ in joining().openers for words_ in opens):
        return True
    if words[:1] and words[0] in joining().clauses:
        opens = [" ".join(words[1:count]) for count in range(2, len(words) + 1)]
    points_back = any(words_ in joining().leaning for words_ in opens)
    return points_back and (first or attribution_in(text) is None)
