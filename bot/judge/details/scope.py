"""Whether the claim says of all what the passages say of some."""

from __future__ import annotations

from knowledge.sentence_analysis import Reading

_ALL = frozenset(
    (
        "all every always never none entire entirely everyone everybody everything completely only any "
        "whole totally solely exclusively everywhere nobody"
    ).split()
)
_SOME = frozenset(
    (
        "some many most several few often sometimes usually typically partly mostly largely certain "
        "generally part"
    ).split()
)


def scope_features(claim: Reading, sources: list[Reading]) -> dict[str, float]:
    """Count the words for "all" that the passages lack."""
    words = {word.text.lower() for word in claim.words}
    given = {word.text.lower() for source in sources for word in source.words}
    new = (words & _ALL) - given
    return {"new all": float(len(new)), "all for some": float(bool(new) and bool(given & _SOME - words))}
