"""Where the passages have the words of a claim."""

from __future__ import annotations

from knowledge.sentence_analysis import Reading, Word

Match = list[tuple[int, Word]]  # the passage, by its place in the context, and the word there


def match_words(claim: Reading, sources: list[Reading]) -> list[Match]:
    """Find each word of the claim in the sources, by its stem and by the groups that keep the truth."""
    places: dict[str, Match] = {}
    for number, source in enumerate(sources):
        for word in source.words:
            for key in word.same:
                places.setdefault(key, []).append((number, word))
    return [[place for key in word.same for place in places.get(key, ())] for word in claim.words]
