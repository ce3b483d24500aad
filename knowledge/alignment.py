"""An argument map fitted to another version of its document: each claim's passages there, with a score."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.argument_map import ArgumentMap, Claim
from knowledge.coverage import DocumentIndex, coverage, index_of
from knowledge.document import Document
from knowledge.rounding import settled
from knowledge.sentence_analysis import Reading, read

WEAK = 0.6  # below it a claim's place should be looked at by a person
SAME_DOCUMENT = 0.6  # the mean score from which a text is taken for a version of the map's document


@dataclass(frozen=True, slots=True)
class AlignedClaim:
    """Where a claim stands in the other version; `score` is 0 to 1, the worst of its passages."""

    claim: str
    passages: tuple[int, ...]
    score: float

    @property
    def weak(self) -> bool:
        """Return whether a person should look at it."""
        return self.score < WEAK


@dataclass(frozen=True, slots=True)
class Alignment:
    """The map fitted to the other version, and how well each claim fits."""

    argument_map: ArgumentMap
    claims: tuple[AlignedClaim, ...]

    @property
    def score(self) -> float:
        """Return the mean over claims."""
        return settled(sum(claim.score for claim in self.claims) / len(self.claims)) if self.claims else 0.0

    @property
    def weak(self) -> tuple[AlignedClaim, ...]:
        """Return the claims whose place is doubtful, worst first."""
        return tuple(sorted((claim for claim in self.claims if claim.weak), key=lambda claim: claim.score))


def align(argument_map: ArgumentMap, document: Document, other: Document) -> Alignment:
    """Fit a map of `document` to `other`.

    Each passage of a claim becomes the passage of `other` that carries the claim best. The score of a passage
    for a claim is the weighed share of the claim's words that it carries, of the original passage's words,
    and of the figures and names of both.
    """
    index = index_of(other)
    placed = tuple(_place(claim, document, index) for claim in argument_map.claims)
    values = argument_map.model_dump(by_alias=True)
    for claim, place in zip(values["claims"], placed, strict=True):
        claim["passages"] = place.passages
    return Alignment(ArgumentMap.model_validate(values), placed)


def _place(claim: Claim, document: Document, index: DocumentIndex) -> AlignedClaim:
    claim_words = read(claim.says)
    best: dict[int, float] = {}
    for number in claim.passages:
        original = read(document.passage(number).text)
        scores = [_fit(claim_words, original, reading, index) for reading in index.readings]
        place = max(range(len(scores)), key=scores.__getitem__)
        best[place + 1] = max(best.get(place + 1, 0.0), scores[place])
    return AlignedClaim(claim.id, tuple(sorted(best)), min(best.values()))


def _fit(claim_words: Reading, original: Reading, reading: Reading, index: DocumentIndex) -> float:
    words = coverage(claim_words.content, (reading,), index)
    passage = coverage(original.content, (reading,), index)
    wanted = [*claim_words.figures, *original.figures]
    figures = (
        sum(any(figure.same(there) for there in reading.figures) for figure in wanted) / len(wanted)
        if wanted
        else passage
    )
    names = [name for name in claim_words.names if name.certain]
    named = (
        sum(any(name.same(there) for there in reading.names) for name in names) / len(names)
        if names
        else words
    )
    return settled(0.45 * words + 0.3 * passage + 0.15 * figures + 0.1 * named)
