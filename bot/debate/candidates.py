"""The moves that the argument map allows, each with its worth against what the reader relies on.

Against the recommendation a move is an attack of the map, an open critical question, or a critical question
of the line's scheme put to the claim. For it, a move is a claim with which the op-ed answers, one that
supports what was denied, or the question how the reader answers the op-ed's point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.debate.hearing import shared
from bot.debate.state import DebateMove, Heard
from knowledge.argument_map import ArgumentLine, ArgumentMap, Claim, Side
from knowledge.rounding import settled
from knowledge.schemes import schemes
from knowledge.sentence_analysis import read

# How much a move counts beside the fit of the claim that it is about (the best 1.0).
WORDS = 0.2  # that it takes up the reader's own words
STEEP = 3.0  # how fast a claim that fits less well counts less
BOTH = 0.15  # of the fit of each further claim that it is about
LEADS = (
    0.6  # of a claim's fit, for one that it supports: an attack on the conclusion answers the premise, too
)
AIMS = {"rebut": 0.06, "undercut": 0.04, "undermine": 0.0}
QUESTION, PROBE, SUPPORT, ITSELF, BESIDE, CHALLENGE = -0.12, -0.4, -0.1, -0.15, -0.45, -0.5
NEXT = 0.03  # for each place further down in what the map answers with
CHALLENGES = {
    "prediction": "What do you set against the op-ed's warning that {}?",
    "fact": "What do you say to the fact that {}?",
    "cause": "How do you answer the op-ed's point that {}?",
    "value": "What do you set against the op-ed's view that {}?",
}
# Critical questions that call a premise unproven; the others grant it and doubt the inference.
DOUBTS = frozenset("evidence likelihood kept correlation true-there holds expertise trust strength".split())

_Weighed = tuple[float, DebateMove, str]  # worth, the move, and the words that it says


@dataclass(frozen=True, slots=True)
class RatedMove:
    """A move and how much it counts in this round."""

    worth: float
    move: DebateMove


def rated_moves(side: Side, heard: Heard, argument_map: ArgumentMap, *, only_asks: bool) -> list[RatedMove]:
    """Rate every move of a side, each once; where it is time for questions, only those."""
    fits = _fits(heard, argument_map, supported=side == "against")
    words = read(heard.text)

    def bonus(text: str) -> float:
        own = read(text)
        return WORDS * shared(own, words) / max(1, len(own.content))

    moves = _against(fits, argument_map) if side == "against" else _for(fits, heard, argument_map)
    return _merged(
        RatedMove(settled(worth + bonus(text)), move)
        for worth, move, text in moves
        if not only_asks or move.act == "question"
    )


def _merged(moves: Iterable[RatedMove]) -> list[RatedMove]:
    """Give each move once, about all the claims that it answers: what answers two of them counts more."""
    kept: dict[str, RatedMove] = {}
    for rated in moves:
        before = kept.get(rated.move.id)
        if before is None:
            kept[rated.move.id] = rated
            continue
        first, second = (rated, before) if rated.worth > before.worth else (before, rated)
        further = set(second.move.about) - set(first.move.about)
        about = tuple(dict.fromkeys((*first.move.about, *second.move.about)))
        worth = first.worth + (BOTH * max(0.0, second.worth) if further else 0.0)
        kept[rated.move.id] = RatedMove(settled(worth), replace(first.move, about=about))
    return list(kept.values())


def _against(fits: dict[str, float], argument_map: ArgumentMap) -> Iterator[_Weighed]:
    for line in argument_map.lines:
        by_conclusion = LEADS * fits.get(line.conclusion, 0.0)  # who doubts a premise doubts the conclusion
        conclusion = (line.conclusion,) if by_conclusion else ()
        for attack in line.attacks:
            fit = max(_fit(fits, attack.about), by_conclusion)
            if fit:
                says = attack.says or argument_map.by_id[attack.claim or ""].says
                about = tuple(dict.fromkeys((*attack.about, *conclusion)))
                move = DebateMove("attack", attack.claim or attack.id, about, line.id, attack.aim)
                yield fit + AIMS[attack.aim], move, says
        for question in line.questions:
            fit = max(_fit(fits, question.about), by_conclusion) if question.status != "answered" else 0.0
            if fit:
                about = tuple(dict.fromkeys((*question.about, *conclusion)))
                move = DebateMove("question", question.id, about, line.id, asks=question.asks)
                yield fit + QUESTION, move, question.asks
        yield from _probes(line, fits, argument_map)
    for claim in argument_map.claims:
        fit = _fit(fits, claim.attacks) if claim.helps == "against" else 0.0
        if fit:
            move = DebateMove("attack", claim.id, (claim.id, *claim.attacks), aim="rebut")
            yield fit + AIMS["rebut"], move, claim.says


def _probes(line: ArgumentLine, fits: dict[str, float], argument_map: ArgumentMap) -> Iterator[_Weighed]:
    """Put each question of the line's scheme to a premise, where the map has none of its own for it."""
    for premise in line.premises:
        if premise in fits and argument_map.by_id[premise].helps != "against":
            own = {question.of for question in line.questions if premise in question.about}
            for key, question in schemes()[line.scheme].questions.items():
                if key not in own:
                    asks = question.probe.format(argument_map.by_id[premise].says)
                    aim = "undermine" if key in DOUBTS else "undercut"
                    move = DebateMove("question", f"{key}:{premise}", (premise,), line.id, aim, asks)
                    yield fits[premise] + PROBE + AIMS[aim], move, ""


def _for(fits: dict[str, float], heard: Heard, argument_map: ArgumentMap) -> Iterator[_Weighed]:
    """Give moves that are each about the claim that they say, and about the one that they answer."""
    for worth, claim, answered, line in _answers(fits, heard, argument_map):
        about = tuple(dict.fromkeys((claim.id, *answered)))
        yield worth, DebateMove("defence", claim.id, about, line), claim.says
        if claim.kind in CHALLENGES:
            asks = CHALLENGES[claim.kind].format(claim.says)
            yield (
                worth + CHALLENGE,
                DebateMove("question", f"challenge:{claim.id}", about, line, asks=asks),
                "",
            )


def _answers(
    fits: dict[str, float], heard: Heard, argument_map: ArgumentMap
) -> Iterator[tuple[float, Claim, tuple[str, ...], str]]:
    by_id = argument_map.by_id

    def answer(
        worth: float, id: str, answered: tuple[str, ...], line: str = ""
    ) -> Iterator[tuple[float, Claim, tuple[str, ...], str]]:
        if by_id[id].helps != "against":
            yield worth, by_id[id], answered, line

    for line in argument_map.lines:
        for attack in line.attacks:
            fit = 1.0 if attack.id == heard.attack else 0.9 * _fit(fits, attack.about)
            for place, id in enumerate(attack.answered if fit else ()):
                yield from answer(fit - NEXT * place, id, attack.about, line.id)
    for heard_id, fit in fits.items():
        claim, answered = by_id[heard_id], (heard_id,)
        for place, id in enumerate(claim.answered):
            yield from answer(fit + AIMS["rebut"] - NEXT * place, id, answered)
        if claim.helps == "for":
            yield from answer(fit + ITSELF + (AIMS["rebut"] if heard.denies else 0.0), heard_id, answered)
        for supporting in argument_map.claims:
            if heard_id in supporting.supports:
                yield from answer(fit + SUPPORT, supporting.id, answered)
        for id in (*claim.supports, *claim.attacks):
            yield from answer(fit + SUPPORT - NEXT, id, answered)
        for line in argument_map.lines:
            if heard_id in (*line.premises, line.conclusion):
                for place, id in enumerate(line.premises):
                    yield from answer(fit + BESIDE - NEXT * place, id, answered, line.id)


def _fits(heard: Heard, argument_map: ArgumentMap, *, supported: bool) -> dict[str, float]:
    """Weigh the claims: those that were heard, the closer the more, and less those that they support."""
    fits = {claim: 1.0 - STEEP * (1.0 - fit) for claim, fit in heard.about}
    for claim, fit in tuple(fits.items()) if supported else ():
        for other in argument_map.by_id[claim].supports:
            fits.setdefault(other, LEADS * fit)
    return {claim: fit for claim, fit in fits.items() if fit > 0}


def _fit(fits: dict[str, float], about: tuple[str, ...]) -> float:
    best_first = sorted((fits[claim] for claim in about if claim in fits), reverse=True)
    return best_first[0] + BOTH * sum(best_first[1:]) if best_first else 0.0
