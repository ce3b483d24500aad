"""How many are meant stays as it is: "many" is not "most", "one of the largest" not "the largest"."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.gate.verdict import CheckedStatement
from knowledge.sentence_analysis import Reading, Word, stem

_RANKS = {
    word: rank
    for rank, words in enumerate(
        ("few", "some several certain", "many numerous", "most", "all every each any both"), start=1
    )
    for word in words.split()
}
_PASSED_OVER = frozenset("of the its their his her our these those a other s".split())
_REACH = 4  # words behind a quantifier among which stands what it counts
_ONE_OF = re.compile(
    r"\b(?:one|among|some|many|part|most|few)\b(?:\sof)?\s(?:the|its|their|\S+['’]s)\s(?:\w+\s)?"
    r"(?P<best>\w+est|most\s\w+|best|worst|main|key)\s(?P<of>\w+)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:(?P<up>over|more\sthan|at\sleast|above|no\sless\sthan|no\sfewer\sthan)"
    r"|(?:less\sthan|fewer\sthan|under|below|at\smost|up\sto|no\smore\sthan|not\squite|almost|nearly))"
    r"\s(?:an?\s|the\s)?(?P<of>[\w$]+(?:[.,]\d+)*)",
    re.IGNORECASE,
)


class Counted(NamedTuple):
    """A word for how many, how many that is, and the words that may name what is counted."""

    text: str
    rank: int
    things: tuple[Word, ...]


def quantity(case: CheckedStatement) -> str | None:
    """Check that no more are meant than in the passages, and no bound is turned round."""
    there = [counted for reading in case.cited for counted in _counted(reading)]
    for stated in _counted(case.body):
        like = [other for other in there if _alike(stated, other)]
        if like and all(other.rank < stated.rank for other in like):
            return f"the passage says “{like[0].text}”, the statement “{stated.text}”"
    return _singled_out(case) or _turned(case)


def _counted(reading: Reading) -> list[Counted]:
    found = []
    for word in reading.words:
        rank = _RANKS.get(word.text.lower())
        behind = reading.words[word.index + 1 : word.index + 1 + _REACH]
        things = [other for other in behind if other.text.lower() not in _PASSED_OVER][:2]
        if rank:
            found.append(Counted(word.text.lower(), rank, tuple(things)))
    return found


def _alike(stated: Counted, other: Counted) -> bool:
    return any(mine.carries(theirs) for mine in stated.things for theirs in other.things)


def _singled_out(case: CheckedStatement) -> str | None:
    """Say where one of the first is told to be the first."""
    if _ONE_OF.search(case.body.text):
        return None
    for reading in case.cited:
        for found in _ONE_OF.finditer(reading.text):
            stated = re.search(rf"\b{found['best']}\s(\w+)", case.body.text, re.IGNORECASE)
            if stated and stem(stated[1]) == stem(found["of"]):
                return f"the passage says “{found.group()}”"
    return None


def _turned(case: CheckedStatement) -> str | None:
    """Say where a bound from below has become one from above, or the other way round."""
    for stated in _BOUND.finditer(case.body.text):
        there = [
            found
            for reading in case.cited
            for found in _BOUND.finditer(reading.text)
            if found["of"].lower() == stated["of"].lower()
        ]
        if there and all(bool(found["up"]) != bool(stated["up"]) for found in there):
            return f"the passage says “{there[0].group()}”, the statement “{stated.group()}”"
    return None
