"""Figures of the claim that the passages lack, give otherwise, or have in another place."""

from __future__ import annotations

from collections.abc import Sequence

from bot.judge.details.places import misplaced
from bot.judge.words import words_of
from knowledge.sentence_analysis import Reading

_ORDINALS = frozenset("last final latest previous next former".split())


def figure_features(claim: Reading, sources: list[Reading], passages: Sequence[str]) -> dict[str, float]:
    """Count what is off with the figures of the claim."""
    given = [figure for source in sources for figure in source.figures]
    numbers = frozenset().union(*(words_of(passage).numbers for passage in passages))
    changed = [figure for figure in claim.figures if not any(figure.same(other) for other in given)]
    nowhere = [
        figure
        for figure in changed
        if not words_of(figure.text).numbers or not words_of(figure.text).numbers <= numbers
    ]
    kept = [figure for figure in claim.figures if figure not in changed]
    values = {figure.value.split()[0] for figure in given}
    ordinals = {word.text.lower() for word in claim.words} & _ORDINALS - {
        word.text.lower() for source in sources for word in source.words
    }
    return {
        "figures changed": float(len(changed)),
        "unit changed": float(sum(figure.value.split()[0] in values for figure in changed)),
        "last for first": float(bool(ordinals)),
        "figures nowhere": float(len(nowhere)),
        "figure in another place": max((misplaced(claim, figure, sources) for figure in kept), default=0.0),
    }
