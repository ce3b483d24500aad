"""What a question is about, beside the words that ask for an argument or advice."""

from __future__ import annotations

import re

from bot.request.question import Question
from knowledge.sentence_analysis import Word

OWN_ARGUMENT = re.compile(
    r"\b(?:recommend\w+|proposals?|conclusions?|thesis|reasoning|logic|op-ed|article|(?:the|its) argument)\b",
    re.IGNORECASE,
)
ARGUING = frozenset(  # stems of words that ask for an argument and are not its subject
    (
        "argu case convinc persuad debat rebut refut critic criticis critiqu defend attack weak strong "
        "strongest flaw hole counterargu counter devil advoc recommend point reason support oppos agre "
        "disagre best main make hawk dove sceptic skeptic side posit view show sound found prove proven "
        "well both steelman pro con balanc even-hand two give each argument poke advis advic urg cours"
    ).split()
)


def own_words(question: Question) -> list[Word]:
    """Return the words that say what a question is about, beside those that ask for an argument or advice."""
    return [word for word in question.reading.content if word.stem not in ARGUING]
