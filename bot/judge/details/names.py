"""Names of the claim that the passages lack, that stand for a pronoun, or fill another's place."""

from __future__ import annotations

from collections.abc import Sequence

from bot.judge.details.places import fit, misplaced, words_around
from bot.judge.words import words_of
from knowledge.names import Name
from knowledge.sentence_analysis import Reading

_PERSONAL = frozenset("he his him she her hers i my who whose".split())
_IMPERSONAL = frozenset("it its they their them we our which whose".split())


def name_features(claim: Reading, sources: list[Reading], passages: Sequence[str]) -> dict[str, float]:
    """Count what is off with the names of the claim."""
    certain = [name for name in claim.names if name.certain]
    given = [name for source in sources for name in source.names]
    stems = {word.stem for source in sources for word in source.words}
    passage_stems = frozenset().union(*(words_of(passage).stems for passage in passages))
    changed = [
        name
        for name in certain
        if not any(name.same(other) for other in given)
        and not all(part.lower() in stems for part in name.key.split())
    ]
    kept = [name for name in certain if name not in changed]
    nowhere = [name for name in changed if not words_of(name.key).stems <= passage_stems]
    pronouns = [name for name in changed if _stands_for_a_pronoun(claim, name, sources)]
    return {
        "names changed": float(len(changed) - len(pronouns)),
        "names nowhere": float(len([name for name in nowhere if name not in pronouns])),
        "name for a pronoun": float(len(pronouns)),
        "name in another place": max((misplaced(claim, name, sources) for name in kept), default=0.0),
    }


def _stands_for_a_pronoun(claim: Reading, name: Name, sources: list[Reading]) -> bool:
    """Tell whether a pronoun of the passages fits the words around the name better than a name."""
    around = words_around(claim, name.start, name.end)
    pronouns = _IMPERSONAL if name.place else _PERSONAL
    by_pronoun = by_name = 0.0
    for source in sources:
        for word in source.words:
            if word.text.lower() in pronouns:
                by_pronoun = max(by_pronoun, fit(around, source, word.start, word.start + len(word.text)))
        for other in source.names:
            if not any(other.same(own) for own in claim.names):
                by_name = max(by_name, fit(around, source, other.start, other.end))
    return by_pronoun > by_name
