"""Denials that came or went between passages and claim, and words that were turned round."""

from __future__ import annotations

from bot.judge.details.matches import Match
from knowledge.sentence_analysis import Pole, Reading

_PREFIXES = ("un", "in", "im", "dis", "non", "anti")


def polarity_features(claim: Reading, sources: list[Reading], matches: list[Match]) -> dict[str, float]:
    """Count denials that came or went, and words that were turned round."""
    content = [word for word in claim.content if matches[word.index]]
    denied = sum(
        word.negated and not any(other.negated for _, other in matches[word.index]) for word in content
    )
    lost = sum(
        not word.negated and all(other.negated for _, other in matches[word.index]) for word in content
    )
    turned = [pole for pole in claim.poles if _is_turned(pole, claim, sources)]
    stems = {word.stem for source in sources for word in source.words if len(word.text) > 4}
    unmatched = [word for word in claim.content if not matches[word.index] and len(word.text) > 4]
    prefixed = sum(
        any(
            prefix + word.stem in stems or word.stem.removeprefix(prefix) in stems - {word.stem}
            for prefix in _PREFIXES
        )
        for word in unmatched
    )
    most_negations = max((len(source.negations) for source in sources), default=0)
    return {
        "denied": float(denied),
        "denial lost": float(lost),
        "turned": float(len(turned)),
        "turned alone": float(sum(not matches[pole.index] for pole in turned)),
        "prefix turned": float(prefixed),
        "negators": float(len(claim.negations) - most_negations),
    }


def _is_turned(pole: Pole, claim: Reading, sources: list[Reading]) -> bool:
    """Tell whether the passages have the opposite of a word, and never the word's own direction."""
    # what another word of the claim says already is not what this one turns round
    spoken = [
        claim.words[other.index]
        for other in claim.poles
        if other.index != pole.index and other.pair == pole.pair
    ]
    given = [
        other
        for source in sources
        for other in source.poles
        if other.pair == pole.pair and not any(word.carries(source.words[other.index]) for word in spoken)
    ]
    return bool(given) and not any(other.up == pole.up for other in given)
