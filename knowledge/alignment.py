"""A map fitted to another version of its document: its claims, with the passages that carry them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.argument_map import ArgumentMap, Claim
from knowledge.document import Document
from knowledge.encoders import Encodes
from knowledge.figures import Figure
from knowledge.rounding import settled
from knowledge.sentence_analysis import read

WEAK = 0.5  # below it a claim's place should be looked at by a person
REWORDED = 0.35  # the same for a passage whose place is likest to it in turn
# The mean score from which a text is taken for a version of the map's document. Other op-eds: at most 0.2;
# one with each sentence in other words: 0.6.
SAME_DOCUMENT = 0.5
UNLIKE, ALIKE = 0.15, 0.85  # likeness of sentences that have nothing, or everything, in common
CLAIM = 0.4  # of a likeness: what the claim's own wording counts beside its passage's
ELSEWHERE = 0.2  # of a likeness: what a sentence at the other end of the text has against it
FIGURES = 0.1  # of a likeness: what a sentence with all of the claim's figures has for it
LACKING = 0.6  # of a score: what it loses where none of the claim's figures stands there

_Floats = NDArray[np.float64]


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


def align(argument_map: ArgumentMap, document: Document, other: Document, encoder: Encodes) -> Alignment:
    """Fit a map of `document` to `other`.

    Each passage of a claim becomes the passage of `other` that is likest to it and to the claim; of passages
    equally like, the one with the claim's figures, and at a like place in the text. The score says how like
    it is, and falls with each figure of the claim that it lacks: vectors hardly tell one figure from another.
    """
    likeness = _likeness(argument_map.claims, document, other, encoder)
    figures = [read(passage.text).figures for passage in other.passages]
    placed = tuple(_place(claim, document, likeness[claim.id], figures) for claim in argument_map.claims)
    values = argument_map.model_dump(by_alias=True)
    for claim, place in zip(values["claims"], placed, strict=True):
        claim["passages"] = place.passages
    return Alignment(ArgumentMap.model_validate(values), placed)


def _likeness(
    claims: Sequence[Claim], document: Document, other: Document, encoder: Encodes
) -> dict[str, dict[int, _Floats]]:
    """Return for each claim and passage of it how like each passage of `other` is."""
    there = encoder.encode([passage.text for passage in other.passages])
    passages = encoder.encode([passage.text for passage in document.passages]) @ there.T
    wordings = encoder.encode([claim.says for claim in claims]) @ there.T
    return {
        claim.id: {
            number: CLAIM * own.astype(np.float64) + (1 - CLAIM) * passages[number - 1]
            for number in claim.passages
        }
        for claim, own in zip(claims, wordings, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands in the other version, and how like it is what stands there, 0 to 1.

    `mutual` says that no other passage is as like what stands there.
    """

    passage: int
    score: float
    mutual: bool = False

    @property
    def found(self) -> bool:
        """Whether the passage is there: reworded, or one of several that became one sentence."""
        return self.score >= (REWORDED if self.mutual else WEAK)


def place_passages(document: Document, other: Document, encoder: Encodes) -> dict[int, Place]:
    """Map each passage of `document` to the one of `other` that is likest to it."""
    there = encoder.encode([passage.text for passage in other.passages])
    here = encoder.encode([passage.text for passage in document.passages])
    likeness = (here @ there.T).astype(np.float64)
    figures = [read(passage.text).figures for passage in other.passages]
    likest = likeness.argmax(axis=0) + 1
    places = {}
    for number, (passage, like) in enumerate(zip(document.passages, likeness, strict=True), 1):
        kept = _figures_kept(read(passage.text).figures, figures)
        place = _likest(like, number / len(document.passages), kept)
        places[number] = replace(place, mutual=int(likest[place.passage - 1]) == number)
    return places


def _likest(like: _Floats, stood: float, kept: _Floats) -> Place:
    """Return the passage that is likest; `stood` is where in its text what is looked for stood, 0 to 1."""
    away = abs(np.arange(1, len(like) + 1) / len(like) - stood)
    place = int(np.argmax(like + FIGURES * kept - ELSEWHERE * away))
    alike = min(max((float(like[place]) - UNLIKE) / (ALIKE - UNLIKE), 0.0), 1.0)
    return Place(place + 1, settled(alike * (1 - LACKING * (1 - float(kept[place])))))


def _place(
    claim: Claim, document: Document, likeness: dict[int, _Floats], figures: Sequence[tuple[Figure, ...]]
) -> AlignedClaim:
    kept = _figures_kept(read(claim.says).figures, figures)
    best: dict[int, float] = {}
    for number, like in likeness.items():
        there = _likest(like, number / len(document.passages), kept)
        best[there.passage] = max(best.get(there.passage, 0.0), there.score)
    return AlignedClaim(claim.id, tuple(sorted(best)), min(best.values()))


def _figures_kept(wanted: Sequence[Figure], figures: Sequence[tuple[Figure, ...]]) -> _Floats:
    """Return the share of the wanted figures that each passage has; 1 where none is wanted."""
    shares = [
        sum(any(figure.same(one) for one in there) for figure in wanted) / len(wanted) if wanted else 1.0
        for there in figures
    ]
    return np.array(shares)
