"""The moves that the argument map allows, for an op-ed without a playbook: each with its worth.

Against the recommendation a move is an attack of the map, an open critical question, or a critical question
of the line's scheme put to the claim. For it, a move is a claim with which the op-ed answers, or one that
supports what was denied. Behind it stands a sentence of the bot's own reasoning, which holds of any op-ed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.debate.state import Debate, DebateMove, Heard
from knowledge.argument_map import ArgumentLine, ArgumentMap, Claim, Side
from knowledge.rounding import settled
from knowledge.schemes import schemes

# How much a move counts beside the fit of the claim that it is about (the best 1.0).
STEEP = 3.0  # how fast a claim that fits less well counts less
BOTH = 0.15  # of the fit of each further claim that it is about
LEADS = (
    0.6  # of a claim's fit, for one that it supports: an attack on the conclusion answers the premise, too
)
AIMS = {"rebut": 0.06, "undercut": 0.04, "undermine": 0.0}
QUESTION, PROBE, SUPPORT, ITSELF, BESIDE = -0.12, -0.4, -0.1, -0.15, -0.45
NEXT = 0.03  # for each place further down in what the map answers with
ENOUGH = 0.3  # a move that counts less does not bear on what was said
MOVES = 2  # that a turn makes at most
# Critical questions that call a premise unproven; the others grant it and doubt the inference.
DOUBTS = frozenset("evidence likelihood kept correlation true-there holds expertise trust strength".split())
# The bot's own reasoning behind what it says: by its side, and by what a move rests on.
REASONS: dict[tuple[Side, str], tuple[str, ...]] = {
    ("for", "prediction"): (
        "A harm that can still be headed off is a reason to act before it comes.",
        "Waiting for certainty means waiting until it is too late to choose.",
        "To ignore a warning because it is only a warning is to bet on luck.",
    ),
    ("for", "fact"): (
        "What has happened already needs no guessing, and an objection has to be squared with it.",
        "Whoever objects has to explain that away, and a general doubt will not do.",
        "A fact on the record weighs more than a suspicion about motives.",
    ),
    ("for", "cause"): (
        "If that is the cause, then leaving it alone leaves the problem alone.",
        "A remedy that goes to the cause does more than one that treats the symptom.",
    ),
    ("for", "value"): (
        "If that is worth having, then its price has to be compared with the price of losing it.",
        "Costs are easy to count, and this is what they buy.",
    ),
    ("for", "recommendation"): (
        "Whoever rejects the proposal owes a better way to the same end.",
        "An imperfect step beats leaving things as they are, unless something better is on offer.",
    ),
    ("against", "rebut"): (
        "A case that has to grant this against itself cannot claim that everything speaks for it.",
        "What the author concedes needs no further proof from me.",
    ),
    ("against", "undercut"): (
        "Even if the premise holds, the conclusion needs a step that is not taken.",
        "A gap in the reasoning is not closed by repeating the conclusion.",
        "Something can be true and still be no reason for this particular step.",
    ),
    ("against", "undermine"): (
        "Whoever asks others to act on a claim has the burden to show it.",
        "A claim without its evidence can persuade only those who believe it already.",
        "Before a change is made, the case for it should be shown and not only told.",
    ),
}

_Weighed = tuple[float, DebateMove]  # worth and the move


@dataclass(frozen=True, slots=True)
class RatedMove:
    """A move and how much it counts in this round."""

    worth: float
    move: DebateMove


def map_moves(
    heard: Heard, place: int, debate: Debate, argument_map: ArgumentMap, *, only_asks: bool
) -> list[DebateMove]:
    """Return the moves for what was heard at a place, the best first and none made before.

    A claim that is asked about is not told as well; only the first has a reason behind it.
    """
    used = {_subject(id) for id in debate.used}
    rated = [
        one
        for one in rated_moves(debate.side, heard, argument_map, only_asks=only_asks)
        if one.worth >= ENOUGH and _subject(one.move.id) not in used
    ]
    ranked = sorted(rated, key=lambda one: -one.worth)
    moves: list[DebateMove] = []
    for one in ranked:
        asks = sum(move.act == "question" for move in moves)
        if one.move.act != "question" or not asks:
            moves.append(replace(one.move, answers=place))
        if len(moves) == MOVES:
            break
    return [replace(move, reason=reason_for(move, debate, argument_map)) for move in moves[:1]] + moves[1:]


def any_map_move(debate: Debate, argument_map: ArgumentMap) -> DebateMove | None:
    """Return what of the map the side has not said yet, as its own next ground: warnings and causes first."""
    used = {_subject(id) for id in debate.used}
    moves = [move for move in _own_ground(debate.side, argument_map) if _subject(move.id) not in used]
    return replace(moves[0], reason=reason_for(moves[0], debate, argument_map)) if moves else None


def _own_ground(side: Side, argument_map: ArgumentMap) -> Iterator[DebateMove]:
    if side == "for":
        order = ("prediction", "cause", "fact", "value", "recommendation")
        claims = [claim for kind in order for claim in argument_map.claims if claim.kind == kind]
        yield from (DebateMove("defence", claim.id, (claim.id,)) for claim in claims if claim.helps == "for")
        return
    for line in argument_map.lines:
        for attack in line.attacks:
            yield DebateMove("attack", attack.claim or attack.id, attack.about, line.id, attack.aim)
    for claim in argument_map.claims:
        if claim.helps == "against":
            yield DebateMove("attack", claim.id, (claim.id,), aim="rebut")
    for line in argument_map.lines:
        for question in line.questions:
            if question.status != "answered":
                yield DebateMove("question", question.id, question.about, line.id, asks=question.asks)


def reason_for(move: DebateMove, debate: Debate, argument_map: ArgumentMap) -> str:
    """Return a sentence of reasoning that fits a move and was not used; "" where there is none left."""
    said = " ".join(point.text for point in debate.of("bot"))
    claim = argument_map.by_id.get(move.id)
    rests_on = move.aim or "undercut" if debate.side == "against" else (claim.kind if claim else "fact")
    fitting = REASONS.get((debate.side, rests_on), REASONS[debate.side, _usual(debate.side)])
    return next((reason for reason in fitting if reason not in said), "")


def _usual(side: Side) -> str:
    return "fact" if side == "for" else "undercut"


def _subject(id: str) -> str:
    """Return what a move is about in words.

    A claim that was put as a question is not said again as a claim, nor asked in another way.
    """
    return id.rpartition(":")[2]


def rated_moves(side: Side, heard: Heard, argument_map: ArgumentMap, *, only_asks: bool) -> list[RatedMove]:
    """Rate every move of a side, each once; where it is time for questions, only those."""
    fits = _fits(heard, argument_map, supported=side == "against")
    moves = _against(fits, argument_map) if side == "against" else _for(fits, heard, argument_map)
    return _merged(
        RatedMove(settled(worth), move) for worth, move in moves if not only_asks or move.act == "question"
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
                about = tuple(dict.fromkeys((*attack.about, *conclusion)))
                move = DebateMove("attack", attack.claim or attack.id, about, line.id, attack.aim)
                yield fit + AIMS[attack.aim], move
        for question in line.questions:
            fit = max(_fit(fits, question.about), by_conclusion) if question.status != "answered" else 0.0
            if fit:
                about = tuple(dict.fromkeys((*question.about, *conclusion)))
                move = DebateMove("question", question.id, about, line.id, asks=question.asks)
                yield fit + QUESTION, move
        yield from _probes(line, fits, argument_map)
    for claim in argument_map.claims:
        own = fits.get(claim.id, 0.0) + SUPPORT if claim.id in fits else 0.0
        fit = max(_fit(fits, claim.attacks), own) if claim.helps == "against" else 0.0
        if fit > 0:
            move = DebateMove("attack", claim.id, (claim.id, *claim.attacks), aim="rebut")
            yield fit + AIMS["rebut"], move


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
                    yield fits[premise] + PROBE + AIMS[aim], move


def _for(fits: dict[str, float], heard: Heard, argument_map: ArgumentMap) -> Iterator[_Weighed]:
    """Give moves that are each about the claim that they say, and about the one that they answer."""
    for worth, claim, answered, line in _answers(fits, heard, argument_map):
        about = tuple(dict.fromkeys((claim.id, *answered)))
        yield worth, DebateMove("defence", claim.id, about, line)


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
            fit = 0.9 * _fit(fits, attack.about)
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
