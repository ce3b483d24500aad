"""The lines of argument of mined claims, with what their premises leave open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.argument_map import ArgumentLine, Attack, Claim, CriticalQuestion
from knowledge.lexicon import harms
from knowledge.mining.claims import MinedClaim
from knowledge.schemes import schemes
from knowledge.sentence_analysis import Reading, stem

PREMISES = 5  # of a line, at most
DOUBTS = 2  # attacks on a premise, at most
_SOURCE = re.compile(
    r"\b(?:according to|study|studies|report|survey|census|data|figures|poll|commission|researchers|filings"
    r"|records?)\b",
    re.IGNORECASE,
)


def lines_of(mined: Sequence[MinedClaim], main: Claim) -> Iterator[ArgumentLine]:
    """Yield a line for each kind of argument that there is enough of.

    What it warns of, what it explains, what it holds right, and the cases that it gives.
    """
    conceded = [each.claim for each in mined if each.claim.kind == "concession"]
    groups = (
        (
            "What would follow",
            "negative-consequences" if _harmful(mined) else "practical-reasoning",
            ("prediction",),
        ),
        ("What brings it about", "cause-to-effect", ("cause",)),
        ("What is at stake", "values", ("value",)),
        ("What the cases show", "example", ("fact",)),
    )
    open_ends = [
        each.claim for each in mined if each.claim.kind == "recommendation" and each.claim.id != main.id
    ]
    for title, scheme, kinds in groups:
        resting = [each for each in mined if each.claim.kind in kinds and each.role != "tells"]
        premises = _premises(resting, mined, main)
        if premises:
            yield _line(title, scheme, premises, main, conceded, mined)
            conceded = conceded[1:] + conceded[:1]
    if open_ends:
        yield _line(
            "What is to be done", "practical-reasoning", tuple(open_ends[:PREMISES]), main, conceded, mined
        )


def _premises(of_kind: Sequence[MinedClaim], mined: Sequence[MinedClaim], main: Claim) -> tuple[Claim, ...]:
    """Return the claims that stand by themselves and speak of what the recommendation speaks of, in order."""
    asked = next(each.reading for each in mined if each.claim.id == main.id)
    central = Counter(word.stem for each in mined for word in each.reading.content)

    def worth(each: MinedClaim) -> float:
        shared = sum(
            any(not word.near.isdisjoint(word_asked.near) for word_asked in asked.content)
            for word in each.reading.content
        )
        weight = sum(central[word.stem] for word in each.reading.content) / (len(each.reading.content) + 3)
        return 1.5 * shared + weight + 1.0 * bool(each.reading.figures)

    standing = [each for each in of_kind if each.alone] or list(of_kind)
    best = sorted(standing, key=worth, reverse=True)[:PREMISES]
    return tuple(each.claim for each in of_kind if each in best)


def _harmful(mined: Sequence[MinedClaim]) -> bool:
    harmful = {stem(word) for word in harms()}
    foreseen = [each for each in mined if each.claim.kind == "prediction"]
    return 2 * sum(any(word.stem in harmful for word in each.reading.words) for each in foreseen) >= len(
        foreseen
    )


def _line(
    title: str,
    scheme: str,
    premises: tuple[Claim, ...],
    main: Claim,
    conceded: Sequence[Claim],
    mined: Sequence[MinedClaim],
) -> ArgumentLine:
    slug = title.lower().replace(" ", "-")
    readings = {each.claim.id: each.reading for each in mined}
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
