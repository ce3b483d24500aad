"""No hedge is dropped: what the passage calls possible is not said to be sure."""

from __future__ import annotations

from bot.gate.verdict import CheckedStatement
from knowledge.rounding import settled
from knowledge.sentence_analysis import CERTAIN, Reading, Word

_CALLS = {1: "possible", 2: "likely or conditional", CERTAIN: "certain"}
_SCOPE_TOLD = (
    0.3  # of the weight of the words that a hedge governs: who tells so much of them tells what is hedged
)


def hedge(case: CheckedStatement) -> str | None:
    """Check that no clause is surer than the passage is of what the clause tells."""
    for segment, level in enumerate(case.body.hedge_levels):
        words = [word for word in case.body.content if word.segment == segment]
        if words and words[0].text.endswith(
            "ing"
        ):  # "easing tensions while … would serve": its verb comes later
            level = min(case.body.hedge_levels)
        for reading in case.cited:
            for allowed in (1, 2):
                if level > allowed and _tells(words, reading, allowed, case):
                    phrase = next(word for word in reading.hedges)
                    return (
                        f"the passage says “{phrase}”: it calls this {_CALLS[allowed]}, the statement "
                        f"{_CALLS[level]}"
                    )
    return None


def _tells(words: list[Word], reading: Reading, level: int, case: CheckedStatement) -> bool:
    """Tell whether the words tell what a hedge of that level governs, and no passage is surer of them."""
    for segment in range(len(reading.hedge_levels)):
        scope = [word for word in reading.content if word.segment == segment and word.sure == level]
        carried = [
            word
            for word in scope
            if any(word.carries(stated) for stated in words)
            and not _sure_elsewhere(word, level, reading, case)
        ]
        weight = sum(case.index.weight(word) for word in scope)
        if carried and settled(sum(case.index.weight(word) for word in carried)) >= settled(
            _SCOPE_TOLD * weight
        ):
            return True
    return False


def _sure_elsewhere(word: Word, level: int, reading: Reading, case: CheckedStatement) -> bool:
    """Tell whether the same clause or another passage is surer of the word.

    A noun of the next clause ("a meeting") is no surer "meets".
    """
    return any(
        other.sure > level and word.carries(other)
        for cited in case.cited
        for other in cited.words
        if cited is not reading or other.segment == word.segment
    )
