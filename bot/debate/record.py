"""A round to the points that both sides have made in it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.debate.contradiction import contradictions_of
from bot.debate.hearing import in_other_words, shared
from bot.debate.placing import place_statement
from bot.debate.state import Debate, Point, PointAct, Round
from bot.request.pressure import Pressure
from bot.statement import Statement
from knowledge.argument_map import ArgumentMap
from knowledge.sentence_analysis import read

_ALSO = 2  # words in common from which a sentence answers the point before it


def as_points(current: Round) -> tuple[Point, ...]:
    """Return what the reader has put forward in this round.

    A point answers the bot's newest one that it is about, or has words in common with.
    """
    debate = current.debate
    due = [
        point
        for point in reversed(debate.of("bot"))
        if point.act != "concession" and point.number not in debate.answered
    ]
    points: list[Point] = []
    for sentence, number in zip(current.heard, _numbers(current), strict=True):
        if not sentence.repeats:
            answers = next(
                (point.number for point in due if _bears_on(sentence.claims, sentence.text, point)), 0
            )
            act: PointAct = (
                "concession" if sentence.concedes else "question" if sentence.text.endswith("?") else "claim"
            )
            points.append(
                Point(number, current.number, "reader", act, sentence.text, sentence.claims, answers=answers)
            )
    if current.pressure == "caving" and due:
        last = due[0]
        points.append(
            Point(
                len(debate.points) + len(points) + 1,
                current.number,
                "reader",
                "concession",
                last.text,
                last.about,
                last.cites,
                last.id,
                last.number,
            )
        )
    return tuple(points)


def after(current: Round, statements: Sequence[Statement], argument_map: ArgumentMap) -> Debate:
    """Return the debate after a round, with what was shown of the reply."""
    points = list(as_points(current))
    answered = _numbers(current)[current.answers] if current.heard else 0
    argues: PointAct = "attack" if current.debate.side == "against" else "defence"
    for statement in statements:
        if statement.kind == "link":
            continue
        id, about = place_statement(statement, current, argument_map)
        act: PointAct = (
            "concession" if statement.concession else "question" if statement.kind == "question" else argues
        )
        number = len(current.debate.points) + len(points) + 1
        points.append(
            Point(number, current.number, "bot", act, statement.text, about, statement.cites, id, answered)
        )
    repeated: Pressure | None = "repetition" if any(sentence.repeats for sentence in current.heard) else None
    own = contradictions_of(current.debate, [point for point in points if point.by == "bot"])
    return current.debate.with_round(
        tuple(points), (*current.contradictions, *own), current.pressure or repeated
    )


def _numbers(current: Round) -> list[int]:
    """Return the number that each of the reader's sentences has as a point.

    What is said again keeps the number that it had.
    """
    numbers: list[int] = []
    following = len(current.debate.points)
    for sentence in current.heard:
        following += 0 if sentence.repeats else 1
        numbers.append(sentence.repeats or following)
    return numbers


def said_twice(debate: Debate, statement: Statement) -> bool:
    """Tell whether the bot has said this before: the same point of the map, or the same words."""
    if statement.point and statement.point in debate.used:
        return True
    reading = read(statement.text)
    return any(
        point.text == statement.text or in_other_words(reading, read(point.text))
        for point in debate.of("bot")
    )


def _bears_on(claims: Sequence[str], text: str, point: Point) -> bool:
    return bool(set(claims) & set(point.about)) or shared(read(text), read(point.text)) >= _ALSO
