"""What a message means: by rules, and by the model that writes where that decides the kind of reply."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace

from bot.debate.sides import taken_up
from bot.models.usage import Usage
from bot.request.follow_up import resolve
from bot.request.language import ENGLISH
from bot.request.model_reading import ModelReading
from bot.request.parts import greets
from bot.request.plan import Plan, plans
from bot.request.question import Question
from bot.request.request import ARGUMENTS
from bot.turn.following import as_meant, of_the_piece
from bot.turn.turn_input import TurnInput

ARGUES_FROM = 0.3  # probability from which a first message in `ask` may want an argument


async def understood(given: TurnInput) -> tuple[Question, tuple[Usage, ...]]:
    """Return the question as it can be understood by itself, and what it took.

    A model that writes reads it too, unless it is a plain first message that any reading sends to the model:
    nothing is refused, taken for a side or put together with what was said before by rules alone. Where it
    tells nothing, the rules hold.
    """
    resolved = resolve(given.question)
    by_rules = taken_up(resolved, given.leanings)
    if not resolved.complains:
        by_rules = as_meant(of_the_piece(by_rules, given), given)
    if not given.writer.reads or _plain(by_rules, given):
        return by_rules, ()
    found: ModelReading | None = None
    usages: list[Usage] = []
    async with aclosing(given.writer.read(given.question, given.topic, given.debate.side)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Usage):
                usages.append(piece)
            else:
                found = piece
    return (_as_read(by_rules, found, given) if found else by_rules), tuple(usages)


def _plain(question: Question, given: TurnInput) -> bool:
    """Tell whether a message gets the same kind of reply however it is read."""
    if greets(question.text):
        return True
    if question.history or question.language != ENGLISH or question.mode == "debate":
        return False
    return all(_for_the_model(plan) for plan in plans(question, given.leanings, given.topic.document))


def _for_the_model(plan: Plan) -> bool:
    if plan.question.mode != "ask":
        return plan.kind == "argue"
    argues = sum(plan.request.reading.get(act, 0.0) for act in ARGUMENTS | {"argue"})
    return plan.kind in ("answer", "overview") and argues < ARGUES_FROM


def _as_read(by_rules: Question, found: ModelReading, given: TurnInput) -> Question:
    """Return the question as the model read it.

    What the rules know is kept: the side that was asked for, and what would be no answer again. An argument
    in a debate is heard in the reader's own words.
    """
    read = found if found.requests else None
    sides = {request.side for request in found.requests if request.side}
    if by_rules.mode != given.question.mode and len(sides) == 1:
        by_rules = replace(by_rules, mode=sides.pop())
    if by_rules.mode == "debate" and by_rules.language == ENGLISH:
        return replace(by_rules, read=read)
    typed = given.question.text
    return replace(by_rules, text=found.question, typed="" if found.question == typed else typed, read=read)
