"""How much of the claim the passages tell: of its words, those in the best one, in the best few, in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.judge.words import Words, words_of
from knowledge.rounding import rarity

CONTEXT = 3  # passages that together carry most of the claim: the ones that details are compared with
DIGITS = 4  # of a feature

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Support:
    """The features of a pair by name, and the places of the passages that carry most of the claim.

    There are at most `CONTEXT`, best first.
    """

    features: dict[str, float]
    context: tuple[int, ...]


def support(claim: str, passages: Sequence[str]) -> Support:
    """Compare a claim with passages; both may hold anything, a claim without a word is carried by nothing."""
    mine = words_of(claim)
    places = [n for n, passage in enumerate(passages) if words_of(passage).terms]
    if not places or not mine.terms:
        return Support(dict.fromkeys(FEATURES, 0.0), ())
    features, chosen = _compare(mine, [words_of(passages[n]) for n in places])
    return Support(kept_digits(features), tuple(places[n] for n in chosen))


def _compare(claim: Words, passages: list[Words]) -> tuple[dict[str, float], list[int]]:
    stems = [term.stem for term in claim.terms]
    has = np.array([[stem in passage.stems for passage in passages] for stem in stems])
    chosen, reached = _greedy(has)
    best, first = passages[chosen[0]], has[:, chosen[0]]
    two = first | has[:, chosen[1 % len(chosen)]]
    anywhere = np.any(has, axis=1)
    names = np.array([term.name for term in claim.terms])
    shares = np.sort(has.mean(axis=0))[::-1]
    counts = has.astype(np.int64)
    features = {
        "covered by one": reached[0],
        "covered by two": reached[1],
        "covered by three": reached[2],
        "covered by all": _share(anywhere),
        "missing": float((~anywhere).sum()),
        "missing in one": float((~first).sum()),
        "names missing": 1 - _share(anywhere[names]),
        "names missing in one": 1 - _share(first[names]),
        "names missing in two": 1 - _share(two[names]),
        "missing names": float((~anywhere[names]).sum()),
        "rest covered": _share(anywhere[~names]),
        "rest covered by one": _share(first[~names]),
        "numbers missing": _absent(claim.numbers, passages),
        "numbers missing in two": _absent(claim.numbers, [passages[n] for n in chosen[:2]]),
        "pairs of words": _pairs_kept(stems, passages),
        "pairs of words in one": _pairs_kept(stems, [best]),
        "lead of the best": float(shares[0] - shares[1]) if len(shares) > 1 else float(shares[0]),
        "together": float((counts @ counts.T > 0).mean()),
        "neighbours": _share((has[:-1] & has[1:]).any(axis=1)) if len(stems) > 1 else _share(anywhere),
        "worst stretch": _worst_stretch(anywhere),
        "worst stretch in one": _worst_stretch(first),
        "opinion": float(min(3, sum(not any(word in p.opinion for p in passages) for word in claim.opinion))),
        "personal": float(min(3, claim.personal)),
        "personal alone": float(claim.personal > 0 and not any(passage.personal for passage in passages)),
        "asks": float(claim.asks),
        "length": float(np.log1p(len(stems))),
        "length of passages": float(np.log1p(sum(len(passage.terms) for passage in passages))),
    }
    return features, chosen


def kept_digits(features: dict[str, float]) -> dict[str, float]:
    """Return features without the digits in which machines differ.

    A tree asks on which side of a threshold each is.
    """
    return {name: round(value, DIGITS) for name, value in features.items()}


def _greedy(has: Flags) -> tuple[list[int], list[float]]:
    """Return the passages that one after the other add most, and the coverage with one, two and three.

    What adds most is weighed by how few of the passages have a word, so that one with the subject of all of
    them does not stand before the one that tells the rest.
    """
    weights = np.array([rarity(has.shape[1], count) for count in has.sum(axis=1).tolist()])
    covered = np.zeros(len(has), dtype=bool)
    chosen: list[int] = []
    reached: list[float] = []
    for _ in range(CONTEXT):
        best = int((weights @ (has | covered[:, None])).round(DIGITS).argmax())
        if best not in chosen:
            chosen.append(best)
        covered = covered | has[:, best]
        reached.append(_share(covered))
    return chosen, reached


def _share(flags: Flags) -> float:
    """Return the share that is set; of nothing, all is."""
    return float(flags.mean()) if flags.size else 1.0


def _absent(stated: frozenset[float], passages: list[Words]) -> float:
    known = frozenset().union(*(passage.numbers for passage in passages))
    return len(stated - known) / len(stated) if stated else 0.0


def _pairs_kept(stems: list[str], passages: list[Words]) -> float:
    """Return the share of the claim's neighbouring content words that stand side by side in a passage.

    ROUGE-2's precision (Lin 2004); of a claim of one word, whether a passage has it.
    """
    pairs = list(pairwise(stems))
    if not pairs:
        return float(any(stems[0] in passage.stems for passage in passages))
    there = {pair for passage in passages for pair in pairwise(term.stem for term in passage.terms)}
    return sum(pair in there for pair in pairs) / len(pairs)


def _worst_stretch(covered: Flags) -> float:
    """Return the coverage of the worst four content words in a row."""
    if len(covered) < 5:
        return _share(covered)
    return float(np.convolve(covered, np.ones(4), "valid").min() / 4)


FEATURES = (
    "covered by one", "covered by two", "covered by three", "covered by all", "missing", "missing in one",
    "names missing", "names missing in one", "names missing in two", "missing names", "rest covered",
    "rest covered by one", "numbers missing", "numbers missing in two", "pairs of words",
    "pairs of words in one", "lead of the best", "together", "neighbours", "worst stretch",
    "worst stretch in one", "opinion", "personal", "personal alone", "asks", "length",
    "length of passages",
)  # fmt: skip
