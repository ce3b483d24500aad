"""Build an argument map of a document that nobody has made one for.

Its sentences are the claims, its recommendations the conclusions; and what its argument leaves open. What it
says of the op-ed is the op-ed's own words or a fixed phrase about them; whether each passes the gate is for
whoever shows it to ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import regex

from knowledge.argument_map import (
    ArgumentLine,
    ArgumentMap,
    Attack,
    Claim,
    ClaimKind,
    CriticalQuestion,
    NamedPerson,
    Starters,
    Weighing,
)
from knowledge.document import Document
from knowledge.figures import MONTHS
from knowledge.letters import folded
from knowledge.lexicon import cues, stopwords
from knowledge.mining.clauses import clause_of
from knowledge.mining.keyphrases import keyphrases
from knowledge.mining.roles import LabelledSentence, label
from knowledge.names import find_names
from knowledge.reading import Reading, read, stem
from knowledge.schemes import schemes
from knowledge.sentences import unnumbered

ASKED_OF_MAIN = (
    "what does the op-ed recommend",
    "what should be done",
    "what does the author want or propose",
    "what is the solution or remedy",
)
RULES = "rules"  # who mined the map
ANSWERED_WITHIN = 5  # passages on from a concession, within which an op-ed answers it
PREMISES = 5  # of a line, at most
DOUBTS = 2  # attacks on a premise, at most
# What a claim loses in confidence that is quoted, or that leans on the sentence before
QUOTED, LEANING = (0.1, 0.15)
_SOURCE = re.compile(
    r"\b(?:according to|study|studies|report|survey|census|data|figures|poll|commission|researchers|filings"
    r"|records?)\b",
    re.IGNORECASE,
)
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
class _Told:
    """A claim with what the map needs to know of it beside."""

    claim: Claim
    reading: Reading
    alone: bool


def mined_map(document: Document) -> ArgumentMap:
    """Return the map that rules make of a document.

    It has no line of argument where the document recommends nothing.
    """
    told = list(_claims(document))
    main = _main_recommendation(told, document)
    told = _joined(told, main)
    claims = tuple(one.claim for one in told)
    lines = tuple(_lines(told, main)) if main else ()
    title = document.title
    return ArgumentMap(
        schema=1,
        title=title,
        subject=title,
        mined_by=RULES,
        names=_people(document),
        claims=claims,
        lines=lines,
        weighings=tuple(_weighings(told, main, lines)),
        starters=_starters(document, main, lines, told),
    )


# ── claims ──


def _claims(document: Document) -> Iterator[_Told]:
    names = _kept_capitals(document)
    taken: Counter[str] = Counter()
    for one in label(document):
        for kind, sentence, order in _parts(one):
            clause = clause_of(sentence, order=order, names=names)
            if one.asks or one.passage.quoted or clause is None:
                continue
            sure = one.confidence - QUOTED * clause.quoted - LEANING * (not clause.alone)
            slug = _slug(sentence, taken)
            helps = "for" if kind != one.kind else one.helps
            claim = Claim(
                id=slug,
                kind=kind,
                says=clause.says,
                passages=(one.passage.id,),
                helps=helps,
                confidence=round(max(0.05, sure), 2),
            )
            yield _Told(claim, read(sentence), clause.alone and not clause.quoted)


def _parts(one: LabelledSentence) -> Iterator[tuple[ClaimKind, str, bool]]:
    """Yield the sentence, or where it grants in one clause and claims in the other, each by itself."""
    text = unnumbered(" ".join(one.passage.text.split()))
    found = _SPLIT.match(text)
    if one.kind == "concession" and found and _MAIN.match(found["main"]):
        yield "concession", found["granted"], False
        yield ("prediction" if one.hedges else "cause"), found["main"], False
    else:
        yield one.kind, text, one.order


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


def _main_recommendation(told: Sequence[_Told], document: Document) -> Claim | None:
    """Return what the op-ed asks for.

    Of its recommendations one that says who should do what, rather an early one, and one that speaks of what
    the text speaks of.
    """
    weights = Counter(word.stem for passage in document.passages for word in read(passage.text).content)
    titled = {word.stem for word in read(document.title).content}
    asked = [one for one in told if one.claim.kind == "recommendation"]

    def worth(pair: tuple[int, _Told]) -> float:
        rank, one = pair
        stems = {word.stem for word in one.reading.content}
        central = sum(weights[word] for word in stems) / (len(stems) + 3)
        named = bool(_SAYS_WHO.search(one.claim.says)) and not one.claim.says.startswith(("one ", "“"))
        return (
            2.0 * one.alone
            + 1.5 * named
            + (one.claim.confidence or 0.0)
            - 1.2 * rank / len(asked)
            + 0.3 * central
            + 0.7 * len(stems & titled)
        )

    return max(enumerate(asked), key=worth)[1].claim if asked else None


def _joined(told: Sequence[_Told], main: Claim | None) -> list[_Told]:
    """Return the claims with what each is a reason for.

    That is the main recommendation, or the claim of its paragraph's argument that follows it.
    """
    if main is None:
        return list(told)
    joined = []
    for one in told:
        claim = one.claim
        if claim.id == main.id:
            claim = claim.model_copy(update={"asked": ASKED_OF_MAIN})
        else:
            against = claim.kind == "concession" or claim.helps == "against"
            links = (
                {"attacks": (main.id,), "answered": _answers(claim, told)}
                if against
                else {"supports": (main.id,)}
            )
            claim = claim.model_copy(update=links)
        joined.append(_Told(claim, one.reading, one.alone))
    return joined


def _answers(claim: Claim, told: Sequence[_Told]) -> tuple[str, ...]:
    """Return what the op-ed sets against what it grants or reports: the claims of its own that come next."""
    number = claim.passages[0]
    near = [
        one.claim
        for one in told
        if number < one.claim.passages[0] <= number + ANSWERED_WITHIN and one.claim.helps != "against"
    ]
    return tuple(one.id for one in sorted(near, key=lambda one: one.kind == "recommendation")[:2])


# ── lines of argument ──


def _lines(told: Sequence[_Told], main: Claim) -> Iterator[ArgumentLine]:
    """Yield a line for each kind of argument that there is enough of.

    What it warns of, what it explains, what it holds right, and the cases that it gives.
    """
    conceded = [one.claim for one in told if one.claim.kind == "concession"]
    groups = (
        (
            "What would follow",
            "negative-consequences" if _harmful(told) else "practical-reasoning",
            ("prediction",),
        ),
        ("What brings it about", "cause-to-effect", ("cause",)),
        ("What is at stake", "values", ("value",)),
        ("What the cases show", "example", ("fact",)),
    )
    open_ends = [one.claim for one in told if one.claim.kind == "recommendation" and one.claim.id != main.id]
    for title, scheme, kinds in groups:
        premises = _premises([one for one in told if one.claim.kind in kinds], told, main)
        if premises:
            yield _line(title, scheme, premises, main, conceded, told)
            conceded = conceded[1:] + conceded[:1]
    if open_ends:
        yield _line(
            "What is to be done", "practical-reasoning", tuple(open_ends[:PREMISES]), main, conceded, told
        )


def _premises(of_kind: Sequence[_Told], told: Sequence[_Told], main: Claim) -> tuple[Claim, ...]:
    """Return the claims that stand by themselves and speak of what the recommendation speaks of, in order."""
    asked = next(one.reading for one in told if one.claim.id == main.id)
    central = Counter(word.stem for one in told for word in one.reading.content)

    def worth(one: _Told) -> float:
        shared = sum(
            any(not word.near.isdisjoint(mine.near) for mine in asked.content) for word in one.reading.content
        )
        weight = sum(central[word.stem] for word in one.reading.content) / (len(one.reading.content) + 3)
        return 1.5 * shared + weight + 1.0 * bool(one.reading.figures)

    standing = [one for one in of_kind if one.alone] or list(of_kind)
    best = sorted(standing, key=worth, reverse=True)[:PREMISES]
    return tuple(one.claim for one in of_kind if one in best)


def _harmful(told: Sequence[_Told]) -> bool:
    harms = {stem(word) for word in cues().harms}
    foreseen = [one for one in told if one.claim.kind == "prediction"]
    return 2 * sum(any(word.stem in harms for word in one.reading.words) for one in foreseen) >= len(foreseen)


def _line(
    title: str,
    scheme: str,
    premises: tuple[Claim, ...],
    main: Claim,
    conceded: Sequence[Claim],
    told: Sequence[_Told],
) -> ArgumentLine:
    slug = title.lower().replace(" ", "-")
    readings = {one.claim.id: one.reading for one in told}
    attacks = [
        Attack(id=f"{slug}-granted", aim="rebut", about=(claim.id,), claim=claim.id) for claim in conceded[:1]
    ]
    for claim in premises:
        doubts = [(aim, says) for aim, says in _doubts(claim, readings[claim.id]) if says]
        attacks += [
            Attack(id=f"{slug}-{claim.id}-{place}"[:90].strip("-"), aim=aim, about=(claim.id,), says=says)
            for place, (aim, says) in enumerate(doubts[:DOUBTS], start=1)
        ]
    attacks.append(
        Attack(
            id=f"{slug}-how-soon",
            aim="undercut",
            about=(main.id,),
            says=f"The op-ed names no date by which it should come about that {main.says}",
        )
    )
    return ArgumentLine(
        id=slug,
        title=title,
        scheme=scheme,
        premises=tuple(claim.id for claim in premises),
        conclusion=main.id,
        asked=tuple(" ".join(word.text for word in readings[claim.id].content[:6]) for claim in premises),
        attacks=tuple(attacks),
        questions=tuple(_questions(slug, scheme, premises)),
    )


def _doubts(claim: Claim, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield what may be said against a premise with only the op-ed as ground.

    That it is hedged, without a figure, without a source, with one cause alone.
    """
    if claim.confidence is None or claim.says.startswith("“"):
        return
    if claim.kind == "prediction" and reading.hedges:
        yield (
            "undermine",
            f"The op-ed says only “{reading.hedges[0]}” here, "
            f"and it puts no figure on how likely it is that {claim.says}",
        )
    elif claim.kind == "prediction":
        yield "undermine", f"The op-ed puts no figure on how likely it is that {claim.says}"
    if claim.kind == "cause":
        yield "undercut", f"The op-ed considers no other cause where it says that {claim.says}"
    if not reading.figures:
        yield "undermine", f"The op-ed gives no figure for its claim that {claim.says}"
    elif not _SOURCE.search(reading.text):
        yield "undermine", f"The op-ed names no source for its claim that {claim.says}"


def _questions(slug: str, scheme: str, premises: Sequence[Claim]) -> Iterator[CriticalQuestion]:
    """Yield the critical questions of the scheme, each put to a premise in turn."""
    askable = [claim for claim in premises if not claim.says.startswith("“")]
    for place, (name, question) in enumerate(schemes()[scheme].questions.items()):
        if askable:
            claim = askable[place % len(askable)]
            yield CriticalQuestion(
                id=f"{slug}-{name}",
                asks=question.probe.format(claim.says),
                of=name,
                status="open",
                about=(claim.id,),
            )


def _weighings(
    told: Sequence[_Told], main: Claim | None, lines: Sequence[ArgumentLine]
) -> Iterator[Weighing]:
    granted = next((one.claim for one in told if one.claim.kind == "concession" and one.alone), None)
    if main and granted and lines:
        says = (
            f"Whoever gives more weight to what the op-ed grants, that {granted.says}, "
            "would read its case differently"
        )
        yield Weighing(
            id="what-is-granted",
            about=(granted.id, main.id),
            lines=tuple(line.id for line in lines),
            says=says,
        )


# ── what stands around it ──


def _people(document: Document) -> tuple[NamedPerson, ...]:
    """Return names of more than one word whose last word also stands alone: "Danny Meyer", "Meyer"."""
    names = [name for passage in document.passages for name in find_names(passage.text) if not name.place]
    single = {name.text for name in names if " " not in name.text}
    whole = dict.fromkeys(name.text for name in names if 1 < len(name.text.split()) <= 3)
    return tuple(
        NamedPerson(name=name, also=(name.split()[-1],)) for name in whole if name.split()[-1] in single
    )


def _starters(
    document: Document, main: Claim | None, lines: Collection[ArgumentLine], told: Sequence[_Told]
) -> Starters:
    """Return questions to begin with: about what comes back in the text, and about the recommendation."""
    about = [f"What does the op-ed say about {phrase}?" for phrase in keyphrases(document, 3)]
    ask = (*(("What does the op-ed recommend?",) if lines else ()), *about, "What is it about?")[:4]
    if not lines or main is None:
        return Starters(ask=ask)
    # What a reader might say
    against = [one.claim for one in told if one.claim.kind == "concession" and one.alone]
    given = {
        "for": ("Make the case for what the op-ed recommends", f"Argue that {main.says}"),
        "against": ("What speaks against it?", "Poke holes in the op-ed's argument"),
        "debate": (
            f"I do not see why {main.says}.",
            *(f"{claim.says[:1].upper()}{claim.says[1:]}." for claim in against[:2]),
        ),
    }
    return Starters.model_validate({"ask": ask, **given})
