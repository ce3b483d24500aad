"""A round to the points that both sides have made in it: what was argued, answered and granted."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.debate.contradiction import contradictions_of
from bot.debate.heard import Heard
from bot.debate.importance import NEAR
from bot.debate.placing import Place, place_statement
from bot.debate.state import TOLD, Debate, DebateMove, Point, PointAct, Round
from bot.request.pressure import Pressure
from bot.statement import Statement
from bot.statement.marking import joined
from knowledge.argument_map import ArgumentMap

RELIED = 0.95  # of the best fit of a claim: those so close may all be what the reader relies on
PUT_DOWN = 0.6  # the probability of a block from which a point is put down as its argument
BARE = 6  # words of a doubt that only says no


def as_points(current: Round) -> tuple[Point, ...]:
    """Return what the reader has put forward in this round."""
    points: list[Point] = []
    first = len(current.debate.points) + 1
    if current.summed:
        points.append(_closing(current, first))
    for heard in current.heard:
        if heard.repeats or (current.summed and not heard.concedes):
            continue
        act = _act(heard)
        answers = heard.takes_up[0] if heard.takes_up else 0
        granted = current.debate.point(answers) if act == "concession" and answers else None
        points.append(
            Point(
                first + len(points),
                current.number,
                "reader",
                act,
                granted.text if granted else heard.text,
                granted.about if granted else _about(heard),
                granted.cites if granted else (),
                granted.id if granted else "",
                answers,
                granted.block if granted else _block(heard),
                heard.takes_up[1:],
                heard.text if act == "concession" else "",
            )
        )
    if current.pressure == "caving":
        points += _caved(current, first + len(points))
    return tuple(points)


def _closing(current: Round, number: int) -> Point:
    """Return the reader's closing, which is one point: it sums up, so that what it says again counts."""
    argued = [heard for heard in current.heard if not heard.concedes]
    about = tuple(dict.fromkeys(claim for heard in argued for claim in _about(heard)[:1]))
    taken = tuple(dict.fromkeys(number for heard in argued for number in heard.takes_up))
    block = next((known for heard in argued if (known := _block(heard))), "")
    return Point(
        number, current.number, "reader", "closing", current.summed, about,
        answers=taken[0] if taken else 0, block=block, also=taken[1:],
    )  # fmt: skip


def _act(heard: Heard) -> PointAct:
    """Return what was done: a bare no puts nothing forward that asks for an answer."""
    if heard.concedes:
        return "concession"
    if heard.disowns:
        return "question"
    bare = heard.doubts and not heard.match and len(heard.text.split()) <= BARE
    return "claim" if (heard.argues or heard.doubts) and not bare else "question"


def _caved(current: Round, number: int) -> list[Point]:
    """Return what the reader grants who gives in without saying in what: the bot's last point."""
    if any(heard.concedes for heard in current.heard):
        return []
    last = next((point for point in reversed(current.debate.of("bot")) if point.act != "concession"), None)
    if last is None:
        return []
    return [
        Point(
            number, current.number, "reader", "concession", last.text, last.about, last.cites, last.id,
            last.number, last.block,
        )
    ]  # fmt: skip


def after(current: Round, statements: Sequence[Statement], argument_map: ArgumentMap) -> Debate:
    """Return the debate after a round and its reply; the sentences of one move are one point.

    What was no round leaves the debate as it is.
    """
    if current.aside:
        return current.debate
    points = list(as_points(current))
    numbers = _numbers(current)
    said = [statement for statement in statements if statement.kind != "link"]
    placed = [(place_statement(statement, current, argument_map), statement) for statement in said]
    if current.part.kind == "closing":  # the rest gathers what was said
        moves = {move.id for move in current.moves}
        placed = [(place, statement) for place, statement in placed if statement.point in moves]
    for (id, about), together in _together(placed).items():
        number = len(current.debate.points) + len(points) + 1
        points.append(_point(together, id, about, number, current, numbers))
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


def _together(placed: Sequence[tuple[Place, Statement]]) -> dict[Place, list[Statement]]:
    """Return the statements of each point: a move's, and apart from them what it grants."""
    found: dict[Place, list[Statement]] = {}
    argues = {place for place, statement in placed if not statement.concession or place[0].startswith(TOLD)}
    for place, statement in placed:
        # what answers a question about the op-ed grants nothing
        granted = statement.concession and place in argues and not place[0].startswith(TOLD)
        found.setdefault(("", place[1]) if granted else place, []).append(statement)
    return found


def _point(
    together: list[Statement],
    id: str,
    about: tuple[str, ...],
    number: int,
    current: Round,
    numbers: list[int],
) -> Point:
    kinds = {statement.kind for statement in together}
    act: PointAct = (
        "concession"
        if all(statement.concession for statement in together) and not id.startswith(TOLD)
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
    fits = 0 <= place < len(numbers) and meets(move, current.heard[place], _taken_blocks(current, place))
    answered = numbers[place] if fits else 0 if place >= 0 else _earlier(block, current.debate)
    also = _also(block, place, current, numbers) if fits else ()
    return Point(number, current.number, "bot", act, text, about, cites, id, answered, block, also)


def _block(heard: Heard) -> str:
    """Return the block that a point is put down as: none that it was hardly heard as."""
    return heard.block if heard.match and heard.match.probability >= PUT_DOWN else ""


def _about(heard: Heard) -> tuple[str, ...]:
    """Return the claims that a point is put under: none for what is only near some."""
    return heard.claims if heard.sure or _block(heard) else ()


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
        number
        for number, heard in zip(numbers, current.heard, strict=True)
        if number != numbers[place]
        and ((block and heard.block == block) or any(heard.text in beside for beside in leant))
    )


def _taken_blocks(current: Round, place: int) -> frozenset[str]:
    """Return the blocks of the bot's points that something takes up which was heard at a place."""
    numbers = current.heard[place].takes_up
    return frozenset(current.debate.point(number).block for number in numbers)


def _move_of(id: str, current: Round) -> DebateMove | None:
    return next((move for move in current.moves if move.id == id), None)


def _earlier(block: str, debate: Debate) -> int:
    """Return the reader's earlier point that a block's answer answers."""
    return next((point.number for point in debate.unanswered("reader") if block and point.block == block), 0)


def _numbers(current: Round) -> list[int]:
    """Return the number that each thing heard has as a point.

    What is said again keeps the number that it had.
    """
    numbers: list[int] = []
    following = len(current.debate.points)
    for heard in current.heard:
        following += 0 if heard.repeats else 1
        numbers.append(heard.repeats or following)
    return numbers


def said_twice(debate: Debate, statement: Statement) -> bool:
    """Tell whether the bot has said this before: the same point, or the same words."""
    if statement.point and statement.point in debate.used:
        return True
    return any(statement.text in point.text for point in debate.of("bot"))
