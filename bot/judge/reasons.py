"""Why a claim counts as carried or not, in a sentence.

What weighs most against it among the features, said with the words themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from bot.judge.words import words_of
from knowledge.sentence_analysis import read

_DENIED = "the claim and the passages differ in what they deny"
_SAID = (  # feature, from which value on, what it says
    ("speaker", 1, "the passages do not give this as that speaker's word"),
    ("denied", 1, _DENIED),
    ("negators", 1, _DENIED),
    ("turned alone", 1, "the passages point in the opposite direction"),
    ("new all", 1, "the claim is universal (“all”, “always”) where the passages are not"),
    ("cause and effect", 0.3, "cause and effect have changed places"),
    ("surer by", 1, "the claim is surer than the passages"),
)


def reason(claim: str, context: Sequence[str], values: dict[str, float], carried: bool) -> str:
    """Return the reason for a verdict."""
    figures = (
        _strange_figures(claim, context) if values["figures nowhere"] or values["figures changed"] else []
    )
    if not carried and figures:
        return f"the passages do not give {figures[0]}"
    for name, least, text in _SAID:
        if not carried and values[name] >= least:
            return text
    missing = _missing(claim, context)
    if carried:
        return (
            "the passages have its words"
            if not missing
            else f"the passages have most of it, though not “{missing[0]}”"
        )
    if missing:
        return f"the passages say nothing about {' and '.join(f'“{word}”' for word in missing[:2])}"
    return "the passages have its words, but not together"


def _strange_figures(claim: str, context: Sequence[str]) -> list[str]:
    there = list(chain.from_iterable(read(" ".join(passage.split())).figures for passage in context))
    return [figure.text for figure in read(claim).figures if not any(figure.same(other) for other in there)]


def _missing(claim: str, context: Sequence[str]) -> list[str]:
    """Return the content words that no passage has, names and then long words first."""
    there = frozenset().union(*(words_of(passage).stems for passage in context))
    missing = [term for term in words_of(claim).terms if term.stem not in there]
    return [
        term.text
        for term in sorted(dict.fromkeys(missing), key=lambda term: (not term.name, -len(term.text)))
    ]
