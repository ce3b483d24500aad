"""Arguments with their parts marked by name: claim, warrant, impact."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.request.form import Label
from bot.statement import Fixed, as_prepared
from bot.writers import Draft
from bot.writers.embedded.speech_length import words_in
from knowledge.playbook import Contention
from knowledge.prepared_sentence import PreparedSentence

ALIKE = 0.25  # share of the passages of two arguments from which they are about one thing
# by the number of the argument that it stands in; the first where there is only one
MARKS: dict[Label, tuple[Fixed, ...]] = {
    "claim": (
        Fixed("Claim:", layout="line"),
        Fixed("Claim 1:", layout="line"),
        Fixed("Claim 2:", layout="line"),
        Fixed("Claim 3:", layout="line"),
        Fixed("Claim 4:", layout="line"),
        Fixed("Claim 5:", layout="line"),
    ),
    "warrant": (
        Fixed("Warrant:", layout="line"),
        Fixed("Warrant 1:", layout="line"),
        Fixed("Warrant 2:", layout="line"),
        Fixed("Warrant 3:", layout="line"),
        Fixed("Warrant 4:", layout="line"),
        Fixed("Warrant 5:", layout="line"),
    ),
    "impact": (
        Fixed("Impact:", layout="line"),
        Fixed("Impact 1:", layout="line"),
        Fixed("Impact 2:", layout="line"),
        Fixed("Impact 3:", layout="line"),
        Fixed("Impact 4:", layout="line"),
        Fixed("Impact 5:", layout="line"),
    ),
}


def labelled(contentions: Sequence[Contention], labels: Sequence[Label], *, short: bool) -> Iterator[Draft]:
    """Yield contentions under their titles, each part that is asked for behind its name.

    Of a `short` one each part is one sentence.
    """
    for number, one in enumerate(contentions, start=1):
        numbered = number if len(contentions) > 1 else 0
        yield replace(as_prepared(one.heading), layout="title", number=numbered)
        for label in labels:
            said = _part(one, label)
            yield MARKS[label][min(numbered, len(MARKS[label]) - 1)]
            yield from map(as_prepared, said[:1] if short else said)


def within(contentions: Sequence[Contention], labels: Sequence[Label], words: int) -> Sequence[Contention]:
    """Return as many contentions as so many words hold with their parts, at least the first."""
    kept = contentions[:1]
    while len(kept) < len(contentions) and _length(contentions[: len(kept) + 1], labels) <= words:
        kept = contentions[: len(kept) + 1]
    return kept


def _length(contentions: Sequence[Contention], labels: Sequence[Label]) -> int:
    return sum(words_in(_part(one, label)) for one in contentions for label in labels)


def nearest_first(contentions: Sequence[Contention], cites: Collection[int]) -> tuple[Contention, ...]:
    """Return the contentions that rest on much the same passages, those that share most with them first."""

    def shared(one: Contention) -> float:
        return len(one.cites.intersection(cites)) / len(one.cites.union(cites))

    return tuple(sorted((one for one in contentions if shared(one) >= ALIKE), key=shared, reverse=True))


def _part(one: Contention, label: Label) -> Sequence[PreparedSentence]:
    return {"claim": one.claim, "warrant": one.warrant, "impact": one.impact}[label]
