"""Passages in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.evidence.gather import ANSWERED_FROM, Evidence
from bot.evidence.unprepared import TO_QUESTION, nearness
from bot.request.request import Request
from bot.request.role import kinds_asked_for
from bot.statement import Statement
from bot.writers.embedded.telling import announces
from bot.writers.embedded.wording import quoting
from knowledge.document import Passage
from knowledge.mining.clauses import inner_quotes

QUOTES = 2  # where no number is named
BESIDE = 0.8  # of the best score: a passage so close is quoted, too
BEHIND = 0.3  # how far behind the nearest passage another one may stand that does the same
LIKE = 0.3  # likeness from which a passage is what is to be quoted, where none answers
LONGEST = 400  # characters of a passage that is quoted whole
_ONE = re.compile(
    r"\b(?:a|an|one|single|the (?:best|most)) (?:[\w-]+ ){0,3}?(?:quote|quotation|line|sentence|passage)\b"
    r"(?!.*\b(?:and|plus) (?:a|one|another)\b)",
    re.IGNORECASE,
)
FEWEST = 4  # words: an exclamation says nothing by itself


def quotes(request: Request, evidence: Evidence) -> tuple[Passage, ...]:
    """Return the passages that are quoted about what is asked, in reading order.

    Those that do what is asked for (recommend, grant, foretell), where that is named, and are most like it.
    Else those that answer it and, where an answer was prepared, those that it rests on.
    """
    fitting = _of_role(request, evidence) or _answering(evidence)
    kept = fitting[: request.form.count or (1 if _ONE.search(request.said) else QUOTES)]
    if request.apart and request.form.count:  # so many of the piece: next to what answers stands its advice
        advice = [passage for passage in _of_the_advice(evidence) if passage not in kept]
        kept += advice[: request.form.count - len(kept)]
    announced = [passage.id + 1 for passage in kept if announces(passage)]
    document = evidence.topic.document
    kept += [document.passage(number) for number in announced if document.has(number)]
    return tuple(sorted(dict.fromkeys(kept), key=lambda passage: passage.id))


def _of_role(request: Request, evidence: Evidence) -> list[Passage]:
    """Return the passages that do what is asked for, the likest first; none where no such thing is named."""
    kinds, argument_map = kinds_asked_for(request.said), evidence.topic.argument_map
    if not kinds or argument_map is None:
        return []
    carrying = {
        number for claim in argument_map.claims if claim.kind in kinds for number in claim.passages[-1:]
    }
    near = {
        passage: nearness(score, TO_QUESTION)
        for passage, score in evidence.passages
        if passage.id in carrying and _quotable(passage)
    }
    least = max(near.values(), default=0.0) - BEHIND
    return [one for one in sorted(near, key=lambda one: -near[one]) if near[one] >= least]


def _answering(evidence: Evidence) -> list[Passage]:
    """Return the passages that answer what is asked or that the prepared answer rests on, else the likest."""
    rests_on = evidence.prepared.cites if evidence.prepared else frozenset()
    best = max((score.score for _, score in evidence.passages), default=0.0)
    fitting = [
        passage
        for passage, score in evidence.passages
        if _quotable(passage) and (passage.id in rests_on or score.score >= max(ANSWERED_FROM, BESIDE * best))
    ]
    fitting.sort(key=lambda passage: rests_on != frozenset() and passage.id not in rests_on)
    likest = max(evidence.passages, key=lambda pair: pair[1].similarity, default=None)
    if not fitting and likest and likest[1].similarity >= LIKE:
        fitting = [likest[0]]
    return fitting


def _quotable(passage: Passage) -> bool:
    return len(passage.text) <= LONGEST and len(passage.text.split()) >= FEWEST


def _of_the_advice(evidence: Evidence) -> list[Passage]:
    """Return the passages in which the op-ed recommends something, the last word of it first."""
    argument_map = evidence.topic.argument_map
    claims = argument_map.recommendations if argument_map else ()
    numbers = dict.fromkeys(number for claim in claims for number in claim.passages)
    return [evidence.topic.document.passage(number) for number in sorted(numbers, reverse=True)]


def quoted(passages: Sequence[Passage]) -> Iterator[Statement]:
    """Yield passages in their own words, each with whose they are."""
    for place, passage in enumerate(passages):
        words = inner_quotes(" ".join(passage.text.split()))
        yield Statement("report", quoting(passage, again=place > 0).format(words), (passage.id,))
