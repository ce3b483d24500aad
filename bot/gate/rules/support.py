"""The cited passages carry the words of the sentence."""

from __future__ import annotations

from itertools import pairwise

from bot.gate.rules.structure import told_words
from bot.gate.verdict import CheckedStatement
from knowledge.coverage import carried, coverage

CARRIED_AT_LEAST = 0.66  # of the weight of the sentence's content words
CLAUSE_AT_LEAST = 0.5  # of each clause's, so that no clause rides on the others
BETTER_ELSEWHERE = 0.2  # another passage that carries so much more is the one to cite
UNKNOWN_AT_MOST = 0.28  # of the content words may be ones that the whole document lacks


def support(case: CheckedStatement) -> str | None:
    """Check that enough of the content words stand in the cited passages, in all and in each clause."""
    words = told_words(case.body)
    share = coverage(words, case.cited, case.index)
    missing = [word.text for word in words if not carried(word, case.cited)]
    if share < CARRIED_AT_LEAST:
        return f"the cited passages do not say {_listed(missing)}"
    for segment in {word.segment for word in words}:
        clause = [word for word in words if word.segment == segment]
        gone = [word.text for word in clause if not carried(word, case.cited)]
        if len(gone) > 1 and coverage(clause, case.cited, case.index) < CLAUSE_AT_LEAST:
            return f"the cited passages do not say {_listed(gone)}"
    return None


def clause(case: CheckedStatement) -> str | None:
    """Check that what is one clause of a sentence has its words in the passages as a report's clause does."""
    words = told_words(case.body)
    missing = [word.text for word in words if not carried(word, case.cited)]
    if missing and coverage(words, case.cited, case.index) < CLAUSE_AT_LEAST:
        return f"the cited passages do not say {_listed(missing)}"
    return None


def invention(case: CheckedStatement) -> str | None:
    """Check that no run of words that the document lacks altogether: they would be somebody else's."""
    words = told_words(case.body)
    new = [word for word in words if not case.index.has(word)]
    if len(new) > 1 and len(new) > UNKNOWN_AT_MOST * len(words):
        return f"the document says nothing about {_listed([word.text for word in new])}"
    uncarried = [word for word in words if not carried(word, case.cited)]
    for first, second in pairwise(uncarried):
        between = [word for word in words if first.index < word.index < second.index]
        if not between and (not case.index.has(first) or not case.index.has(second)):
            return f"the cited passages say nothing about {first.text} {second.text}"
    return None


def misplaced(case: CheckedStatement) -> str | None:
    """Check that no other passage carries the sentence much better than the cited ones."""
    words = told_words(case.body)
    share = coverage(words, case.cited, case.index)
    cited = {passage.id for passage in case.passages}
    for passage, other in zip(case.document.passages, case.index.coverages(words), strict=True):
        if passage.id not in cited and other > share + BETTER_ELSEWHERE:
            return f"this is said in passage [{passage.id}], not in the cited ones"
    return None


def _listed(words: list[str]) -> str:
    quoted = [f"“{word}”" for word in words[:3]]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
