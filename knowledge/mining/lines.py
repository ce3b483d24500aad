"""The lines of argument of mined claims, with what their premises leave open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.argument_map import ArgumentLine, Attack, Claim, CriticalQuestion
from knowledge.document import Document
from knowledge.lexicon import harms
from knowledge.mining.claims import MinedClaim
from knowledge.mining.gaps import Gaps
from knowledge.mining.likeness import Likeness
from knowledge.rounding import settled
from knowledge.schemes import schemes
from knowledge.sentence_analysis import stem

PREMISES = 5  # of a line, at most
DOUBTS = 2  # attacks on a premise, at most
FIGURED = 0.2  # what a premise is ahead by for having a figure


def lines_of(
    mined: Sequence[MinedClaim], main: Claim, document: Document, likeness: Likeness
) -> Iterator[ArgumentLine]:
    """Yield a line for each kind of argument that there is enough of.

    What it warns of, what it explains, what it holds right, and the cases that it gives.
    """
    conceded = [each.claim for each in mined if each.claim.kind == "concession"]
    gaps = Gaps.of(document, likeness, mined)
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
        resting = [each for each in mined if each.claim.kind in kinds and each.claim.helps == "for"]
        premises = _premises(resting, main, likeness)
        if premises:
            yield _line(title, scheme, premises, main, conceded, mined, gaps)
            conceded = conceded[1:] + conceded[:1]
    if open_ends:
        yield _line(
            "What is to be done",
            "practical-reasoning",
            tuple(open_ends[:PREMISES]),
            main,
            conceded,
            mined,
            gaps,
        )


def _premises(of_kind: Sequence[MinedClaim], main: Claim, likeness: Likeness) -> tuple[Claim, ...]:
    """Return the claims that stand by themselves, are surely the author's, and bear on the recommendation.

    In the order in which the op-ed has them.
    """

    def worth(each: MinedClaim) -> float:
        like = likeness.between(each.claim.passages[-1], main.passages[-1])
        return settled(like + (each.claim.confidence or 0.0) + FIGURED * bool(each.reading.figures))

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
    gaps: Gaps,
) -> ArgumentLine:
    slug = title.lower().replace(" ", "-")
    readings = {each.claim.id: each.reading for each in mined}
    attacks = [
        Attack(id=f"{slug}-granted", aim="rebut", about=(claim.id,), claim=claim.id) for claim in conceded[:1]
    ]
    for claim in premises:
        doubts = list(gaps.doubts(claim, readings[claim.id]))
        attacks += [
            Attack(id=f"{slug}-{claim.id}-{place}"[:90].strip("-"), aim=aim, about=(claim.id,), says=says)
            for place, (aim, says) in enumerate(doubts[:DOUBTS], start=1)
        ]
    if gaps.undated(main):
        says = f"The op-ed sets no date by which {main.says}"
        attacks.append(Attack(id=f"{slug}-how-soon", aim="undercut", about=(main.id,), says=says))
    return ArgumentLine(
        id=slug,
        title=title,
        scheme=scheme,
        premises=tuple(claim.id for claim in premises),
        conclusion=main.id,
        asked=tuple(" ".join(word.text for word in readings[claim.id].content[:6]) for claim in premises),
        attacks=tuple(attacks),
        questions=tuple(questions_of(slug, scheme, premises)),
    )


def questions_of(slug: str, scheme: str, premises: Sequence[Claim]) -> Iterator[CriticalQuestion]:
    """Yield the critical questions of the scheme, each put to a premise in turn; `slug` is their line's."""
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
