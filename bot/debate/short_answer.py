"""The answer to a question that is put in a cross-examination: what meets it, and one sentence of reason."""

from __future__ import annotations

from dataclasses import replace

from bot.debate.answer_moves import answer_to_question
from bot.debate.briefly import briefly
from bot.debate.first_word import Answering, first_word
from bot.debate.ground import Ground
from bot.debate.links import NO_ANSWER
from bot.debate.replies import heard_as, replies_to
from bot.debate.state import DebateMove, Round
from bot.statement import Fixed

FACT = 0.5  # how probably a prepared answer has to tell what was asked
REASONS = 2  # sentences of reason that an answer has, at most


def short_answer(current: Round, ground: Ground) -> tuple[tuple[Fixed, ...], list[DebateMove]]:
    """Return what the bot answers to the question that a message comes to: its first word, and the reason."""
    debate, challenge = current.debate, current.challenges[0]
    told = answer_to_question(challenge.text, debate, ground, least=FACT)
    if told is not None:
        return (), [replace(told, says=told.says[:REASONS], answers=_place(current))]
    reply = next(iter(replies_to([challenge], debate, ground)), None)
    if reply is None:
        return first_word(Answering(challenge, None), debate, ground) or NO_ANSWER, []
    first = first_word(Answering(challenge, reply.move, reply.match), debate, ground)
    _, place = heard_as(reply, current)
    move = briefly(replace(reply.move, signpost="", answers=place), ground.topic.playbook)
    return first, [replace(move, says=move.says[:REASONS])]


def _place(current: Round) -> int:
    said = current.challenges[0].said
    return next((n for n, one in enumerate(current.heard) if said and said in one.text), -1)
