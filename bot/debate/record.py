"""A round to the points that both sides have made in it: what was argued, answered and granted."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.debate.clashes import contradictions_of
from bot.debate.heard import Heard
from bot.debate.importance import NEAR
from bot.debate.links import NEW
from bot.debate.placing import Place, place_statement
from bot.debate.points import TOLD, Point, PointAct
from bot.debate.reader_points import as_points, numbers_of
from bot.debate.state import Debate, DebateMove, Round
from bot.debate.taking_up import linked
from bot.request.pressure import Pressure
from bot.statement import Statement
from bot.statement.attribution import AUTHOR_GRANTS
from bot.statement.marking import joined
from knowledge.argument_map import ArgumentMap
from knowledge.encoders import Encodes

RELIED = 0.95  # of the best fit of a claim: those so close may all be what the reader relies on


def after(
    current: Round, statements: Sequence[Statement], argument_map: ArgumentMap, encoder: Encodes
) -> Debate:
    """Return the debate after a round and its reply; the sentences of one move are one point.

    What was no round leaves the debate as it is.
    """
    if current.aside:
        return current.debate
    points = list(as_points(current))
    numbers = numbers_of(current)
    said = [statement for statement in statements if statement.kind != "link"]
    placed = [(place_statement(statement, current, argument_map), statement) for statement in said]
    if current.part.kind == "closing":  # the rest gathers what was said
        moves = {move.id for move in current.moves}
        placed = [(place, statement) for place, statement in placed if statement.point in moves]
    for ((id, about), granted), together in _together(placed, current.debate).items():
        number = len(current.debate.points) + len(points) + 1
        points.append(_point(together, id, about, number, current, numbers, granted=granted))
    points += _given_up(current, numbers, len(current.debate.points) + len(points) + 1)
    points = list(linked(points, current.debate, encoder))
    repeated: Pressure | None = "repetition" if any(heard.repeats for heard in current.heard) else None
    own = contradictions_of(current.debate, [point for point in points if point.by == "bot"])
    return current.debate.with_round(
        tuple(points),
        (*current.contradictions, *own),
        current.pressure or repeated,
        tuple(statement.text for statement in statements if statement.kind == "link"),
        closed=current.part.kind == "closing",
        summed=bool(current.summed),
        verdict=current.verdict,
    )


def _given_up(current: Round, numbers: Sequence[int], number: int) -> list[Point]:
    """Return what the bot grants where it says that it has no good answer to an argument."""
    said = next((lead for lead in current.leads if lead in NEW), None)
    met = {move.answers for move in current.moves}
    left = [
        n for n, heard in enumerate(current.heard) if heard.argues and not heard.concedes and n not in met
    ]
    if said is None or not left:
        return []
    return [
        Point(number, current.number, "bot", "concession", said.text, answers=numbers[left[0]], partly=True)
    ]


def _together(
    placed: Sequence[tuple[Place, Statement]], debate: Debate
) -> dict[tuple[Place, bool], list[Statement]]:
    """Return the statements of each point: a move's, and apart from them what it grants."""
    found: dict[tuple[Place, bool], list[Statement]] = {}
    argues = {place for place, statement in placed if not _concedes(statement, place, debate)}
    for place, statement in placed:
        granted = _concedes(statement, place, debate)
        where = ("", place[1]) if granted and place in argues else place
        found.setdefault((where, granted), []).append(statement)
    return found


def _concedes(statement: Statement, place: Place, debate: Debate) -> bool:
    """Tell whether a statement grants what helps the other side, or what the op-ed's author grants it.

    What answers a question about the op-ed grants nothing.
    """
    by_author = debate.side == "for" and AUTHOR_GRANTS.search(statement.text) is not None
    return (statement.concession or by_author) and not place[0].startswith(TOLD)


def _point(
    together: list[Statement],
    id: str,
    about: tuple[str, ...],
    number: int,
    current: Round,
    numbers: list[int],
    *,
    granted: bool,
) -> Point:
    kinds = {statement.kind for statement in together}
    act: PointAct = (
        "concession"
        if granted
        else "question"
        if kinds <= {"question", "analytic"} and "question" in kinds
        else current.debate.argues
    )
    move = _move_of(id, current)
    place = move.answers if move else (0 if current.heard and not current.moves else -1)
    if 0 <= place < len(current.heard):  # what answers somebody who relies on a claim is about that claim
        relied = (claim for claim, fit in current.heard[place].about if fit >= RELIED)
        about = tuple(dict.fromkeys((*about, *relied)))
    made = move or _move_of(together[0].point, current)  # what is granted belongs to the move, too
    block = made.block if made else ""
    cites = tuple(dict.fromkeys(cite for statement in together for cite in statement.cites))
    text = joined(statement.text for statement in together)
    place = made.answers if made else place
    fits = 0 <= place < len(numbers) and meets(made, current.heard[place], _taken_blocks(current, place))
    answered = numbers[place] if fits else 0 if place >= 0 else _earlier(block, current.debate)
    also = _also(block, place, current, numbers) if fits else ()
    # what is granted is granted on the way to an answer, and so is not all of what that answers
    return Point(
        number, current.number, "bot", act, text, about, cites, id, answered, block, also, partly=granted
    )


def meets(move: DebateMove | None, heard: Heard, taken: Collection[str] = ()) -> bool:
    """Tell whether a move answers what was heard, and was not only the nearest thing to say.

    It belongs to its block, to one that it may well be, or to one of those that the reader has `taken` up.
    """
    if move is None or not move.block:
        return True
    near = {match.block.id for match in heard.matches if match.probability >= NEAR}
    return move.block in near or move.block in taken


def _also(block: str, place: int, current: Round, numbers: Sequence[int]) -> tuple[int, ...]:
    """Return what else is answered of what was heard: the same argument, and what the question leans on."""
    put = current.heard[place].text
    leant = [one.beside for one in current.challenges if one.bare and one.said and one.said in put]
    return tuple(
        dict.fromkeys(
            number
            for number, heard in zip(numbers, current.heard, strict=True)
            if number != numbers[place]
            and ((block and heard.block == block) or any(heard.text in beside for beside in leant))
        )
    )


def _taken_blocks(current: Round, place: int) -> frozenset[str]:
    """Return the blocks of the bot's points that something takes up which was heard at a place."""
    numbers = current.heard[place].takes_up
    return frozenset(current.debate.point(number).block for number in numbers)


def _move_of(id: str, current: Round) -> DebateMove | None:
    return next((move for move in current.moves if move.id == id), None)


def _earlier(block: str, debate: Debate) -> int:
    """Return the reader's earlier point that a block's answer answers."""
    return next((point.number for point in debate.unmet("reader") if block and point.block == block), 0)


def said_twice(debate: Debate, statement: Statement) -> bool:
    """Tell whether the bot has said this before: the same point, or the same words."""
    if statement.point and statement.point in debate.used:
        return True
    return any(statement.text in point.text for point in debate.of("bot"))
