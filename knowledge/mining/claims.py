"""The claims of a document that nobody has made a map for: its sentences, and what each is a reason for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from knowledge.argument_map import Claim, ClaimKind
from knowledge.document import Document
from knowledge.encoders.roles import ReadsRoles, Role
from knowledge.figures import MONTHS
from knowledge.lexicon import stopwords
from knowledge.mining.clauses import clause_of
from knowledge.mining.hedges import hedges_of
from knowledge.mining.sentence_roles import LabelledSentence, label
from knowledge.sentence_analysis import Reading, read
from knowledge.sentences import unnumbered
from knowledge.unicode_text import folded

ASKED_OF_MAIN = (
    "what does the op-ed recommend",
    "what should be done",
    "what does the author want or propose",
    "what is the solution or remedy",
)
ANSWERED_WITHIN = 5  # passages on from a concession, within which an op-ed answers it
# What a claim loses in confidence that is quoted, or that leans on the sentence before
QUOTED, LEANING = (0.1, 0.15)
# A sentence that opens with a name, not with a common noun, mostly goes on with one of these
_SHE = re.compile(r"\b(?:she|he|her|his|him)\b")
_SAYS_WHO = re.compile(r"\b(?:should|must|ought to|needs? to|has to|have to|had better)\b", re.IGNORECASE)
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
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
    names = _kept_capitals(document)
    taken: Counter[str] = Counter()
    for labelled in label(document, roles):
        if labelled.asks or labelled.passage.quoted or labelled.role == "furniture":
            continue
        for kind, sentence, order in _parts(labelled):
            clause = clause_of(sentence, order=order, names=names)
            if clause is None:
                continue
            sure = labelled.confidence - QUOTED * clause.quoted - LEANING * (not clause.alone)
            slug = _slug(sentence, taken)
            helps = "for" if kind != labelled.kind else labelled.helps
            claim = Claim(
                id=slug,
                kind=kind,
                says=clause.says,
                passages=(labelled.passage.id,),
                helps=helps,
                confidence=round(max(0.05, sure), 2),
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


def _kept_capitals(document: Document) -> frozenset[str]:
    """Return words that stand with a capital within a sentence, too, and those that always have one."""
    plain = {word for passage in document.passages for word in regex.findall(r"\b\p{Ll}+\b", passage.text)}
    opening = [(passage.text.split()[0].rstrip(",;:"), passage.text) for passage in document.passages]
    persons = {
        word
        for word, text in opening
        if word.isalpha() and word.lower() not in plain | stopwords() and _SHE.search(text)
    }
    within = {
        word
        for passage in document.passages
        for word in regex.findall(r"(?<=[\p{Ll},;] )\p{Lu}[\w’'-]*", passage.text)
    }
    always = {month.capitalize() for month in MONTHS} | _DAYS
    return frozenset(re.sub(r"['’]s$", "", word) for word in within) | always | persons


def main_recommendation(mined: Sequence[MinedClaim], document: Document) -> Claim | None:
    """Return what the op-ed asks for.

    Of its recommendations one that says who should do what, that is surely one, and that speaks of what the
    text speaks of. Early ones are no better than late ones.
    """
    weights = Counter(word.stem for passage in document.passages for word in read(passage.text).content)
    titled = {word.stem for word in read(document.title).content}
    asked = [each for each in mined if each.claim.kind == "recommendation"]

    def worth(each: MinedClaim) -> float:
        stems = {word.stem for word in each.reading.content}
        central = sum(weights[word] for word in stems) / (len(stems) + 3)
        says = each.claim.says.replace("one should", "")  # an order names nobody
        named = bool(_SAYS_WHO.search(says)) and not says.startswith("“")
        return (
            2.0 * each.alone
            + 1.5 * named
            + 2.0 * (each.claim.confidence or 0.0)
            + 0.3 * central
            + 0.7 * len(stems & titled)
        )

    return max(asked, key=worth).claim if asked else None


def with_links(mined: Sequence[MinedClaim], main: Claim | None) -> list[MinedClaim]:
    """Return the claims with what each is a reason for.

    That is the main recommendation, or the claim of its paragraph's argument that follows it.
    """
    if main is None:
        return list(mined)
    joined = []
    for each in mined:
        claim = each.claim
        if claim.id == main.id:
            claim = claim.model_copy(update={"asked": ASKED_OF_MAIN})
        else:
            against = claim.kind == "concession" or claim.helps == "against"
            links = (
                {"attacks": (main.id,), "answered": _answers(claim, mined)}
                if against
                else {"supports": (main.id,)}
            )
            claim = claim.model_copy(update=links)
        joined.append(replace(each, claim=claim))
    return joined


def _answers(claim: Claim, mined: Sequence[MinedClaim]) -> tuple[str, ...]:
    """Return what the op-ed sets against what it grants or reports: the claims of its own that come next."""
    number = claim.passages[0]
    near = [
        each
        for each in mined
        if number < each.claim.passages[0] <= number + ANSWERED_WITHIN and each.claim.helps != "against"
    ]
    return tuple(each.claim.id for each in sorted(near, key=_answers_less)[:2])


def _answers_less(each: MinedClaim) -> tuple[bool, bool]:
    """Return how claims rank as answers: first what rebuts, last what recommends."""
    return each.role != "rebuts", each.claim.kind == "recommendation"
