"""The bot's move: of all that the argument map has against what the reader relies on, or for it, the strongest that was not made yet.

Against the recommendation a move is an attack of the map, an open critical question, or a critical question of the line's scheme put to the claim. For it,
a move is a claim with which the op-ed answers, one that supports what was denied, or the question how the reader answers the op-ed's point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.debate.hearing import shared
from bot.debate.state import Debate, DebateMove, Heard, Round
from bot.statement import Statement, StatementKind
from knowledge.argument_map import ArgumentLine, ArgumentMap, Claim
from knowledge.reading import read
from knowledge.schemes import schemes
from knowledge.scores import settled

# How much a move counts beside the fit of the claim that it is about (the best 1.0).
WORDS = 0.2  # that it takes up the reader's own words
STEEP = 3.0  # how fast a claim that fits less well counts less
BOTH = 0.15  # of the fit of each further claim that it is about
LEADS = 0.6  # of the fit of a claim, for one that it supports: who attacks the conclusion answers the premise, too
AIMS = {"rebut": 0.06, "undercut": 0.04, "undermine": 0.0}
QUESTION, PROBE, SUPPORT, ITSELF, BESIDE, CHALLENGE = -0.12, -0.4, -0.1, -0.15, -0.45, -0.5
NEXT = 0.03  # for each place further down in what the map answers with
ALIKE = 0.5  # likeness from which a sentence is taken for a wording of what the map says
ENOUGH = 0.3  # a move that counts less does not bear on what was said
CHALLENGES = {
    "prediction": "What do you set against the op-ed's warning that {}?",
    "fact": "What do you say to the fact that {}?",
    "cause": "How do you answer the op-ed's point that {}?",
    "value": "What do you set against the op-ed's view that {}?",
}
CONCEDED_KINDS = ("fact", "concession")
# Critical questions that call a premise unproven; the others grant it and doubt the inference.
DOUBTS = frozenset("evidence likelihood kept correlation true-there holds expertise trust strength".split())


@dataclass(frozen=True, slots=True)
class _Rated:
    worth: float
    move: DebateMove


def choose(made: Round, argument_map: ArgumentMap) -> Round:
    """The round with its move, or with why there is none."""
    debate = made.debate
    if debate.over or made.part.kind in ("closing", "silence"):
        return made
    if not made.heard and debate.points and made.pressure is None:
        return replace(made, beside=True)
    if not made.heard and not debate.points:
        return replace(made, move=_opening(argument_map, debate))
    main = _main(made)
    heard = made.heard[main] if made.heard else Heard("", tuple((one, 1.0) for one in _pending(debate)))
    if made.heard and not heard.about:
        return replace(made, answers=main, beside=True)
    told = {_subject(id) for id in debate.used}
    rated = [
        one
        for one in _merged(_rated(made, heard, argument_map))
        if _subject(one.move.id) not in told and one.worth >= ENOUGH
    ]
    concede = _concession(made, heard, argument_map)
    rated = [
        one for one in rated if not _denies_granted(one.move, debate, concede) and one.move.id != concede
    ]
    if not rated:
        return replace(made, answers=main, stands=True)
    best = max(rated, key=lambda one: one.worth)
    return replace(made, answers=main, move=best.move, concede=concede, held_back=len(rated) - 1)


def matching(statement: Statement, made: Round, argument_map: ArgumentMap) -> tuple[str, tuple[str, ...]]:
    """What of the map a statement says, and the claims that it is about. A model's sentence is placed by what it cites and by its words."""
    move = made.move
    if statement.point:
        return statement.point, move.about if move and move.id == statement.point else _about(
            statement.point, argument_map
        )
    id, about = match_words(statement.text, statement.cites, argument_map, statement.kind)
    # A question put to a claim stands nowhere in the map, so that a model's wording of it is told by the question itself.
    asked = (
        move is not None
        and bool(move.asks)
        and statement.kind == "question"
        and _likeness(statement.text, move.asks) >= ALIKE
    )
    return (move.id, move.about) if move and (id == move.id or asked) else (id, about)


def match_words(
    text: str, cites: Sequence[int], argument_map: ArgumentMap, kind: StatementKind | None = None
) -> tuple[str, tuple[str, ...]]:
    """What of the map a sentence says that cites these passages, by its words; the claims alone where it says nothing of the map."""
    best = 0.0
    found: tuple[str, tuple[str, ...]] = ("", ())
    for id, says, about in _sayings(argument_map):
        if (kind is None or (kind == "report") == (id in argument_map.by_id)) and set(
            argument_map.passages_of(about)
        ) & set(cites):
            fit = _likeness(text, says)
            if fit > best:
                best, found = fit, (id, about)
    if best >= ALIKE:
        return found
    return "", tuple(claim.id for claim in argument_map.claims if set(claim.passages) & set(cites))


def _about(id: str, argument_map: ArgumentMap) -> tuple[str, ...]:
    return next((about for one, _, about in _sayings(argument_map) if one == id), ())


def _sayings(argument_map: ArgumentMap) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for line in argument_map.lines:
        for attack in line.attacks:
            if attack.says:
                yield attack.id, attack.says, attack.about
        for question in line.questions:
            yield question.id, question.asks, question.about
    for claim in argument_map.claims:
        yield claim.id, claim.says, (claim.id,)


def _main(made: Round) -> int:
    """Which of the reader's sentences is answered: the newest that the op-ed has something on, first those that were not said before."""
    order = sorted(
        range(len(made.heard)),
        key=lambda n: (bool(made.heard[n].about), not made.heard[n].repeats, made.heard[n].sure, n),
    )
    return order[-1] if order else 0


def _pending(debate: Debate) -> tuple[str, ...]:
    """Where the reader only presses: the claims of the point that is still to be answered, the reader's first."""
    for points in (debate.unanswered("reader"), debate.of("reader"), debate.of("bot")):
        last = next((point for point in reversed(points) if point.about), None)
        if last:
            return last.about
    return ()


def _opening(argument_map: ArgumentMap, debate: Debate) -> DebateMove:
    """The first speech: the warning that the op-ed rests most on, or the op-ed's own concession."""
    if debate.side == "for":
        first = next(
            (
                claim
                for claim in argument_map.claims
                if claim.helps == "for" and claim.kind in ("prediction", "cause")
            ),
            argument_map.claims[0],
        )
        return DebateMove("defence", first.id, (first.id,))
    line = argument_map.lines[0]
    attack = line.attacks[0] if line.attacks else None
    if attack is None:
        return DebateMove(
            "question", line.questions[0].id, line.questions[0].about, line.id, asks=line.questions[0].asks
        )
    return DebateMove("attack", attack.claim or attack.id, attack.about, line.id, attack.aim)


def _rated(made: Round, heard: Heard, argument_map: ArgumentMap) -> Iterator[_Rated]:
    fits = _fits(heard, argument_map, supported=made.debate.side == "against")
    words = read(heard.text)

    def bonus(text: str) -> float:
        own = read(text)
        return WORDS * shared(own, words) / max(1, len(own.content))

    only_asks = made.part.kind == "question"
    moves = _against(fits, argument_map) if made.debate.side == "against" else _for(fits, heard, argument_map)
    for worth, move, text in moves:
        if not only_asks or move.act == "question":
            yield _Rated(settled(worth + bonus(text)), move)


def _likeness(text: str, other: str) -> float:
    """The share of the longer sentence's words of content that both have."""
    one, two = read(text), read(other)
    return shared(one, two) / max(1, len(one.content), len(two.content))


def _subject(id: str) -> str:
    """What a move is about in words: a claim that was put as a question is not said again as a claim, nor asked in another way."""
    return id.rpartition(":")[2]


def _merged(rated: Iterable[_Rated]) -> list[_Rated]:
    """Each move once, about all the claims that it answers: what answers two of them counts more."""
    kept: dict[str, _Rated] = {}
    for one in rated:
        before = kept.get(one.move.id)
        if before is None:
            kept[one.move.id] = one
            continue
        first, second = (one, before) if one.worth > before.worth else (before, one)
        further = set(second.move.about) - set(first.move.about)
        about = tuple(dict.fromkeys((*first.move.about, *second.move.about)))
        worth = first.worth + (BOTH * max(0.0, second.worth) if further else 0.0)
        kept[one.move.id] = _Rated(settled(worth), replace(first.move, about=about))
    return list(kept.values())


def _against(fits: dict[str, float], argument_map: ArgumentMap) -> Iterator[tuple[float, DebateMove, str]]:
    for line in argument_map.lines:
        whole = LEADS * fits.get(line.conclusion, 0.0)  # who doubts a premise doubts the conclusion
        also = (line.conclusion,) if whole else ()
        for attack in line.attacks:
            fit = max(_fit(fits, attack.about), whole)
            if fit:
                says = attack.says or argument_map.by_id[attack.claim or ""].says
                about = tuple(dict.fromkeys((*attack.about, *also)))
                yield (
                    fit + AIMS[attack.aim],
                    DebateMove("attack", attack.claim or attack.id, about, line.id, attack.aim),
                    says,
                )
        for question in line.questions:
            fit = max(_fit(fits, question.about), whole) if question.status != "answered" else 0.0
            if fit:
                about = tuple(dict.fromkeys((*question.about, *also)))
                yield (
                    fit + QUESTION,
                    DebateMove("question", question.id, about, line.id, asks=question.asks),
                    question.asks,
                )
        yield from _probes(line, fits, argument_map)
    for claim in argument_map.claims:
        fit = _fit(fits, claim.attacks) if claim.helps == "against" else 0.0
        if fit:
            yield (
                fit + AIMS["rebut"],
                DebateMove("attack", claim.id, (claim.id, *claim.attacks), aim="rebut"),
                claim.says,
            )


def _probes(
    line: ArgumentLine, fits: dict[str, float], argument_map: ArgumentMap
) -> Iterator[tuple[float, DebateMove, str]]:
    """The questions of the line's scheme, each put to a premise, where the map has no question of its own for it."""
    for one in line.premises:
        if one in fits and argument_map.by_id[one].helps != "against":
            own = {question.of for question in line.questions if one in question.about}
            for key, question in schemes()[line.scheme].questions.items():
                if key not in own:
                    asks = question.probe.format(argument_map.by_id[one].says)
                    aim = "undermine" if key in DOUBTS else "undercut"
                    yield (
                        fits[one] + PROBE + AIMS[aim],
                        DebateMove("question", f"{key}:{one}", (one,), line.id, aim, asks),
                        "",
                    )


def _for(
    fits: dict[str, float], heard: Heard, argument_map: ArgumentMap
) -> Iterator[tuple[float, DebateMove, str]]:
    """Each move is about the claim that it says, and about the one that it answers."""
    for worth, claim, answered, line in _answers(fits, heard, argument_map):
        yield (
            worth,
            DebateMove("defence", claim.id, tuple(dict.fromkeys((claim.id, *answered))), line),
            claim.says,
        )
        if claim.kind in CHALLENGES:
            asks = CHALLENGES[claim.kind].format(claim.says)
            yield (
                worth + CHALLENGE,
                DebateMove(
                    "question",
                    f"challenge:{claim.id}",
                    tuple(dict.fromkeys((claim.id, *answered))),
                    line,
                    asks=asks,
                ),
                "",
            )


def _answers(
    fits: dict[str, float], heard: Heard, argument_map: ArgumentMap
) -> Iterator[tuple[float, Claim, tuple[str, ...], str]]:
    by_id = argument_map.by_id

    def given(
        worth: float, id: str, answered: tuple[str, ...], line: str = ""
    ) -> Iterator[tuple[float, Claim, tuple[str, ...], str]]:
        if by_id[id].helps != "against":
            yield worth, by_id[id], answered, line

    for line in argument_map.lines:
        for attack in line.attacks:
            fit = 1.0 if attack.id == heard.attack else 0.9 * _fit(fits, attack.about)
            for place, one in enumerate(attack.answered if fit else ()):
                yield from given(fit - NEXT * place, one, attack.about, line.id)
    for one, fit in fits.items():
        claim = by_id[one]
        for place, other in enumerate(claim.answered):
            yield from given(fit + AIMS["rebut"] - NEXT * place, other, (one,))
        if claim.helps == "for":
            yield from given(fit + ITSELF + (AIMS["rebut"] if heard.denies else 0.0), one, (one,))
        for supporting in argument_map.claims:
            if one in supporting.supports:
                yield from given(fit + SUPPORT, supporting.id, (one,))
        for other_id in (*claim.supports, *claim.attacks):
            yield from given(fit + SUPPORT - NEXT, other_id, (one,))
        for line in argument_map.lines:
            if one in (*line.premises, line.conclusion):
                for place, other_id in enumerate(line.premises):
                    yield from given(fit + BESIDE - NEXT * place, other_id, (one,), line.id)


def _fits(heard: Heard, argument_map: ArgumentMap, *, supported: bool) -> dict[str, float]:
    """How much each claim counts: those that were heard, the closer the more, and less those that they support."""
    fits = {one: 1.0 - STEEP * (1.0 - fit) for one, fit in heard.about}
    for one, fit in tuple(fits.items()) if supported else ():
        for other in argument_map.by_id[one].supports:
            fits.setdefault(other, LEADS * fit)
    return {one: fit for one, fit in fits.items() if fit > 0}


def _fit(fits: dict[str, float], about: tuple[str, ...]) -> float:
    found = sorted((fits[one] for one in about if one in fits), reverse=True)
    return found[0] + BOTH * sum(found[1:]) if found else 0.0


def _concession(made: Round, heard: Heard, argument_map: ArgumentMap) -> str:
    """The claim that is granted first: a fact of the op-ed that helps the reader, plainly said by the reader, and not twice in a row."""
    debate = made.debate
    if (
        not heard.about
        or heard.denies
        or not heard.sure
        or made.contradictions
        or made.part.kind == "question"
    ):
        return ""
    claim = argument_map.by_id[heard.about[0][0]]
    if claim.helps != debate.reader or claim.kind not in CONCEDED_KINDS or claim.id in debate.used:
        return ""
    just = any(point.act == "concession" and point.round == debate.rounds for point in debate.of("bot")[-3:])
    return "" if just else claim.id


def _denies_granted(move: DebateMove, debate: Debate, concede: str) -> bool:
    """Whether a move would call unproven what the bot has granted, or is about to."""
    granted = {one for point in debate.conceded("bot") for one in point.about} | {concede}
    return move.aim == "undermine" and bool(granted & set(move.about))
