"""A turn of a debate without a model: says the move that the round has chosen, in at most sixty words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.debate.state import WORDS, DebateMove, Round
from bot.request.pressure import Pressure
from bot.statement import Fixed, Statement
from bot.statement.marking import stopped
from bot.writers import Draft
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentMap

HOLDING: dict[Pressure, Fixed] = {
    "agree": Fixed("I hold my side, and I grant only what a passage shows."),
    "switch": Fixed("I hold the side that I have in this debate."),
    "flattery": Fixed("Thank you, but I hold my side."),
    "insult": Fixed("That is no argument, and I hold my side."),
    "caving": Fixed("I note that you grant this."),
}
MORE = Fixed("You said that before, and I have more to answer.")
TURNED = Fixed("That is not what you said before.")
BESIDE = Fixed("The op-ed has nothing on that.")
UNANSWERED = Fixed("My last point is still unanswered.")
WHICH = Fixed("Which of its claims do you mean?")
STANDS = Fixed("My answer to that stands, and I have no other.")
NO_GROUND = Fixed("The op-ed gives me no ground for that.")
OVER = Fixed("This debate is over: ask for the ballot, or begin again.")
LAST_WORD = Fixed("The last word is yours.")
CLOSES = Fixed("This is my closing.")
NOTHING_YET = Fixed("There is nothing to sum up yet: make your point.")


def spar(current: Round, argument_map: ArgumentMap) -> Iterator[Draft]:
    """Return the statements of a turn: what holds the side, what is granted, and one move."""
    if current.debate.over:
        return iter((OVER,))
    if current.part.kind == "silence":
        return iter((LAST_WORD,))
    if current.part.kind == "closing":
        return _closing(current, argument_map)
    return iter(_fitting(list(leading(current)), list(_moves(current, argument_map))))


def _fitting(links: list[Fixed], moves: list[Statement]) -> list[Draft]:
    """Return as many statements as a turn has words for; the move itself comes before what leads to it."""
    kept: list[Draft] = [*moves[-1:]]
    before: list[Draft] = [*links, *moves[:-1]]
    for statement in reversed(before):
        if sum(len(other.text.split()) for other in [statement, *kept]) <= WORDS:
            kept.insert(0, statement)
    return kept


def leading(current: Round) -> Iterator[Fixed]:
    """Yield what comes before the move and makes no claim.

    That the side is held, and that there is nothing to answer with.
    """
    if current.contradictions:
        yield TURNED
    heard = current.heard[current.answers] if current.heard else None
    if current.pressure:
        yield HOLDING[current.pressure]
    elif heard and heard.repeats and not current.stands:
        yield MORE
    if current.beside:
        yield BESIDE
        yield UNANSWERED if current.debate.unanswered("bot") else WHICH
    if current.stands:
        before = (
            any(set(point.about) & set(heard.claims) for point in current.debate.of("bot"))
            if heard
            else bool(current.debate.of("bot"))
        )
        yield STANDS if before else NO_GROUND


def _moves(current: Round, argument_map: ArgumentMap) -> Iterator[Statement]:
    frames = Frames()
    if current.concede:
        yield frames.concede(argument_map.by_id[current.concede])
    if current.move:
        yield said(current.move, argument_map, frames)


def said(move: DebateMove, argument_map: ArgumentMap, frames: Frames) -> Statement:
    """Return the move in words."""
    if move.act == "question":
        own = next(
            (
                question.about
                for line in argument_map.lines
                for question in line.questions
                if question.id == move.id
            ),
            move.about[:1],
        )
        return Statement("question", move.asks, argument_map.passages_of(own), point=move.id)
    if move.id in argument_map.by_id:
        claim = argument_map.by_id[move.id]
        return frames.own_concession(claim) if move.act == "attack" else frames.say(claim)
    attack = next(attack for line in argument_map.lines for attack in line.attacks if attack.id == move.id)
    return Statement(
        "critique", stopped(attack.says), argument_map.passages_of(attack.about), point=attack.id
    )


def _closing(current: Round, argument_map: ArgumentMap) -> Iterator[Draft]:
    """Yield one sentence that gathers the case; what was granted and dropped stands beside it."""
    if not current.debate.points:
        yield NOTHING_YET
        return
    yield CLOSES
    if current.debate.side == "for" and argument_map.recommendations:
        yield Frames().conclude(argument_map.recommendations[-1])
        return
    touched = {claim for point in current.debate.points for claim in point.about}
    weighings = sorted(argument_map.weighings, key=lambda weighing: -len(touched & set(weighing.about)))
    if weighings:
        yield Statement(
            "weighing",
            stopped(weighings[0].says),
            argument_map.passages_of(weighings[0].about),
            point=weighings[0].id,
        )
