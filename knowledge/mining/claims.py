"""The claims of a document that nobody has made a map for: its sentences, and what each is a reason for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.argument_map import Claim, ClaimKind
from knowledge.document import Document
from knowledge.encoders.roles import ReadsRoles, Role
from knowledge.lexicon import stopwords
from knowledge.mining.capitals import kept_capitals
from knowledge.mining.clauses import clause_of
from knowledge.mining.hedges import hedges_of
from knowledge.mining.likeness import Likeness
from knowledge.mining.sentence_roles import LabelledSentence, label
from knowledge.rounding import settled
from knowledge.sentence_analysis import Reading, read
from knowledge.sentences import unnumbered
from knowledge.unicode_text import folded

# What counts beside its confidence for the main recommendation: likeness to the author's reasons, and that it
# needs no sentence before it. Chosen by the corpus's train and dev pieces: python -m evals.mined_thesis
SUPPORTED, STANDS = 2.0, 0.1
_SPLIT = re.compile(
    r"^(?P<word>although|though|even though|while|whilst)\s(?P<granted>[^,]{12,}),\s(?P<main>.{15,})$",
    re.IGNORECASE,
)
_MAIN = re.compile(
    r"^(?:the|a|an|they|it|he|she|we|this|these|those|that|there|such|our|its|their|no|[A-Z])\b|^[a-z]+s\b"
)


@dataclass(frozen=True, slots=True)
class MinedClaim:
    """A claim with what the map needs to know of it beside."""

    claim: Claim
    reading: Reading
    alone: bool
    role: Role


def claims_of(document: Document, roles: ReadsRoles) -> Iterator[MinedClaim]:
    """Yield the claims of a document, in order."""
    names = kept_capitals(document)
    taken: Counter[str] = Counter()
    for labelled in label(document, roles):
        if labelled.asks or labelled.passage.quoted or labelled.role == "furniture":
            continue
        for kind, sentence, order in _parts(labelled):
            clause = clause_of(sentence, order=order, names=names)
            if clause is None:
                continue
            slug = _slug(sentence, taken)
            helps = "for" if kind != labelled.kind else labelled.helps
            claim = Claim(
                id=slug,
                kind=kind,
                says=clause.says,
                passages=(labelled.passage.id,),
                helps=helps,
                confidence=round(max(0.05, labelled.confidence), 2),
            )
            yield MinedClaim(claim, read(sentence), clause.alone and not clause.quoted, labelled.role)


def _parts(labelled: LabelledSentence) -> Iterator[tuple[ClaimKind, str, bool]]:
    """Yield the sentence, or where it grants in one clause and claims in the other, each by itself."""
    text = unnumbered(" ".join(labelled.passage.text.split()))
    split = _SPLIT.match(text)
    if labelled.kind == "concession" and split and _MAIN.match(split["main"]):
        yield "concession", split["granted"], False
        yield ("prediction" if hedges_of(split["main"]) else "cause"), split["main"], False
    else:
        yield labelled.kind, text, labelled.order


def _slug(text: str, taken: Counter[str]) -> str:
    words = [
        word.lower() for word in re.findall(r"[a-z]+", folded(text)) if word.lower() not in stopwords()
    ] or ["claim"]
    slug = "-".join(words[:4])[:60].strip("-")
    taken[slug] += 1
    return slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"


def main_recommendation(mined: Sequence[MinedClaim], likeness: Likeness) -> Claim | None:
    """Return what the op-ed asks for: of its recommendations the one that its other sentences support.

    One that is surely a recommendation, that the author's own sentences are like, and that needs no sentence
    before it.
    """
    asked = [each for each in mined if each.claim.kind == "recommendation"]
    weights = _own_weights(mined, likeness.count)

    def worth(each: MinedClaim) -> float:
        supported = SUPPORTED * likeness.support(each.claim.passages[-1], weights)
        return settled((each.claim.confidence or 0.0) + supported + STANDS * each.alone)

    return max(asked, key=worth).claim if asked else None


def _own_weights(mined: Sequence[MinedClaim], count: int) -> NDArray[np.float64]:
    """Return how surely each passage is a reason of the author's own, shape (passages,)."""
    weights = np.zeros(count)
    for each in mined:
        if each.claim.helps == "for" and each.claim.kind != "recommendation":
            weights[each.claim.passages[-1] - 1] = each.claim.confidence or 0.0
    return weights
