"""How far the passages tell what the claim tells.

Overlap in words and in meaning, over the best passage, the best few and all.

Soft matching is by cosine of static word vectors, greedily, as BERTScore's recall does it (Zhang et al.
2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.judge.vocabulary import Flags, Floats, Text, Vocabulary, vocabulary

CONTEXT = 3  # passages that together carry most of the claim: the ones that details are compared with
_NEAR, _TWIN = (
    0.35,
    0.85,
)  # cosines: below the first two words have nothing in common, above the second they mean the same
_ALIKE = 0.9  # what a word that means the same counts beside the word itself
DIGITS = 4  # of a feature


@dataclass(frozen=True, eq=False)
class Support:
    """The features of a pair by name, and the places of the passages that carry most of the claim.

    There are at most `CONTEXT`, best first.
    """

    features: dict[str, float]
    context: tuple[int, ...]


def support(claim: str, passages: tuple[str, ...]) -> Support:
    """Compare a claim with passages; both may hold anything, a claim without a word is carried by nothing."""
    words = vocabulary()
    claim_text = words.numbered(claim)
    places = [n for n, passage in enumerate(passages) if words.numbered(passage).ids.size]
    passage_texts = [words.numbered(passages[n]) for n in places]
    content = claim_text.content if claim_text.content.any() else np.ones(len(claim_text.ids), dtype=bool)
    ids = claim_text.ids[content]
    if not passage_texts or not ids.size:
        return Support(dict.fromkeys(FEATURES, 0.0), ())
    return _compare(words, claim_text, content, passage_texts, tuple(places))


def _compare(
    words: Vocabulary, claim_text: Text, content: Flags, passage_texts: list[Text], places: tuple[int, ...]
) -> Support:
    ids, names = claim_text.ids[content], claim_text.names[content]
    sizes = [len(text.ids) for text in passage_texts]
    starts = np.cumsum([0, *sizes[:-1]])
    all_ids = np.concatenate([text.ids for text in passage_texts])
    weights = words.weights[ids]
    total = float(weights.sum())
    same = words.stems[ids][:, None] == words.stems[all_ids][None]
    cosine = (words.vectors[ids] @ words.vectors[all_ids].T).astype(np.float64)
    soft = np.where(same, 1.0, np.clip((cosine - _NEAR) / (_TWIN - _NEAR), 0, 1) * _ALIKE)
    by_passage = np.maximum.reduceat(soft, starts, axis=1)  # words of the claim × passages
    exactly = np.maximum.reduceat(same, starts, axis=1).astype(np.float64)

    chosen, best_of = _greedy(by_passage, weights)
    first = by_passage[:, chosen[0]]
    everywhere, exact_everywhere = by_passage.max(axis=1), exactly.max(axis=1)
    beside = _share(by_passage, weights, total)
    missing, missing_first = (1 - everywhere) * weights, (1 - first) * weights
    ranked = np.sort(beside)[::-1]
    best = passage_texts[chosen[0]]
    sims = _similarities(words, claim_text, passage_texts)
    others = ~names
    pairs = (
        np.minimum(by_passage[:, None, :], by_passage[None, :, :]).max(axis=2)
        if len(ids) < 48
        else np.minimum.outer(everywhere, everywhere)
    )
    together = float((pairs * np.outer(weights, weights)).sum() / (total * total))
    neighbours = np.minimum(by_passage[:-1], by_passage[1:]).max(axis=1) if len(ids) > 1 else everywhere
    near_numbers = set().union(*(passage_texts[n].numbers for n in chosen[:2]))
    all_numbers = set().union(*(text.numbers for text in passage_texts))
    stems = words.stems[ids].tolist()
    features = {
        "covered by one": float(best_of[0]),
        "covered by two": float(best_of[1]),
        "covered by three": float(best_of[2]),
        "covered by all": float((everywhere * weights).sum() / total),
        "words in one": float(_share(exactly, weights, total).max()),
        "words in all": float((exact_everywhere * weights).sum() / total),
        "rarest missing": float(missing.max()),
        "missing": float(missing.sum()),
        "rarest missing in one": float(missing_first.max()),
        "missing in one": float(missing_first.sum()),
        "three weakest": float(np.sort(everywhere)[:3].mean()),
        "share missing": float((everywhere < 0.5).mean()),
        "names missing": _mean(1 - exact_everywhere[names]),
        "names missing in one": _mean(1 - exactly[names][:, chosen[0]]),
        "names missing in two": _mean(
            1 - np.maximum(exactly[names][:, chosen[0]], exactly[names][:, chosen[1 % len(chosen)]])
        ),
        "missing names": float((exact_everywhere[names] == 0).sum()),
        "rest covered": _weighed(everywhere[others], weights[others]),
        "rest covered by one": _weighed(first[others], weights[others]),
        "numbers missing": _absent(claim_text.numbers, all_numbers),
        "numbers missing in two": _absent(claim_text.numbers, near_numbers),
        "pairs of words": _bigrams(
            stems, [words.stems[text.ids[text.content]].tolist() for text in passage_texts]
        ),
        "pairs of words in one": _bigrams(stems, [words.stems[best.ids[best.content]].tolist()]),
        "similarity": float(sims[0].max()),
        "similarity of the best": float(sims[0][chosen[0]]),
        "similarity of all": sims[1],
        "lead of the best": float(ranked[0] - (ranked[1] if len(ranked) > 1 else 0)),
        "together": together,
        "neighbours": float(neighbours.mean()),
        "worst neighbours": float(neighbours.min()),
        "worst stretch": _worst_stretch(everywhere, weights),
        "worst stretch in one": _worst_stretch(first, weights),
        "opinion": float(min(3, len(claim_text.opinion - set(all_ids.tolist())))),
        "personal": float(min(3, claim_text.personal)),
        "personal alone": float(claim_text.personal > 0 and not any(text.personal for text in passage_texts)),
        "asks": float(claim_text.asks),
        "length": float(np.log1p(len(ids))),
        "length of passages": float(np.log1p(len(all_ids))),
    }
    return Support(kept_digits(features), tuple(places[n] for n in chosen))


def kept_digits(features: dict[str, float]) -> dict[str, float]:
    """Return features without the digits in which machines differ.

    A tree asks on which side of a threshold each is.
    """
    return {name: round(value, DIGITS) for name, value in features.items()}


def _greedy(by_passage: Floats, weights: Floats) -> tuple[list[int], list[float]]:
    """Return the passages that one after the other add most, and the coverage with one, two and three."""
    covered = np.zeros(len(weights))
    chosen: list[int] = []
    reached: list[float] = []
    total = float(weights.sum())
    for _ in range(CONTEXT):
        gains = (np.maximum(by_passage, covered[:, None]) * weights[:, None]).sum(axis=0) / total
        gains = gains.round(DIGITS)
        best = int(gains.argmax())
        if best not in chosen:
            chosen.append(best)
        covered = np.maximum(covered, by_passage[:, best])
        reached.append(float(gains[best]))
    return chosen, reached


def _share(by_passage: Floats, weights: Floats, total: float) -> Floats:
    return np.asarray((by_passage * weights[:, None]).sum(axis=0) / total)


def _similarities(words: Vocabulary, claim_text: Text, passage_texts: list[Text]) -> tuple[Floats, float]:
    """Return cosines of the claim with each passage and with all of them as one.

    By weighed sums of word vectors.
    """
    ids = np.concatenate([claim_text.ids, *(text.ids for text in passage_texts)])
    starts = np.cumsum([0, len(claim_text.ids), *(len(text.ids) for text in passage_texts[:-1])])
    sums = np.add.reduceat(words.vectors[ids] * words.weights[ids][:, None], starts, axis=0)
    units = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    together = sums[1:].sum(axis=0)
    return units[1:] @ units[0], float(units[0] @ together / max(float(np.linalg.norm(together)), 1e-6))


def _mean(values: Floats) -> float:
    return float(values.mean()) if values.size else 0.0


def _weighed(values: Floats, weights: Floats) -> float:
    return float((values * weights).sum() / weights.sum()) if weights.size else 1.0


def _absent(stated: frozenset[float], known: set[float]) -> float:
    return len(stated - known) / len(stated) if stated else 0.0


def _bigrams(stems: list[int], passages: list[list[int]]) -> float:
    """Return the share of the claim's neighbouring content words that stand side by side in a passage.

    ROUGE-2's precision (Lin 2004).
    """
    there = {pair for text in passages for pair in pairwise(text)}
    pairs = list(pairwise(stems))
    return (
        sum(pair in there for pair in pairs) / len(pairs)
        if pairs
        else float(any(stems[0] in text for text in passages))
    )


def _worst_stretch(covered: Floats, weights: Floats) -> float:
    """Return the coverage of the worst four content words in a row."""
    if len(covered) < 5:
        return _weighed(covered, weights)
    window = np.ones(4)
    return float(
        (np.convolve(covered * weights, window, "valid") / np.convolve(weights, window, "valid")).min()
    )


FEATURES = (
    "covered by one", "covered by two", "covered by three", "covered by all", "words in one",
    "words in all", "rarest missing", "missing", "rarest missing in one", "missing in one",
    "three weakest", "share missing", "names missing", "names missing in one", "names missing in two",
    "missing names", "rest covered", "rest covered by one", "numbers missing", "numbers missing in two",
    "pairs of words", "pairs of words in one", "similarity", "similarity of the best", "similarity of all",
    "lead of the best", "together", "neighbours", "worst neighbours", "worst stretch",
    "worst stretch in one", "opinion", "personal", "personal alone", "asks", "length",
    "length of passages",
)  # fmt: skip
