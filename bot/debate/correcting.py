"""What corrects the bot where it took the reader for the wrong side, and who only complains of a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.debate.ground import Ground
from bot.debate.sides import chosen_side, supposed_in
from bot.request.pressure import pressure_in
from bot.request.question import Question
from bot.request.taking_sides import Taking, sides_said
from knowledge.argument_map import Side, other_side
from knowledge.debating import MeantSentence
from knowledge.sentences import sentences_of

ALONE = 2  # words of who names a side and says nothing else
ASKED = 0.5  # the probability from which a sentence is about who is on which side


def corrected(question: Question, ground: Ground) -> tuple[Side, Question] | None:
    """Return the side that the bot should have taken, and the question with the argument it has to answer.

    None where the reader corrects nothing. Whoever grants something to the op-ed is still on the side that
    he was on.
    """
    supposed = supposed_in(question.history[-1]) if question.history else None
    if question.mode != "debate" or supposed is None or pressure_in(question.words):
        return None
    read = ground.hearing.reader.read(sentences_of(question.words))
    correcting = [one for one in read if _corrects(one, question, ground)]
    takings = [taking for one in read for taking in sides_said(one.text).takings]
    sides = _told(takings, ground, alone=len(question.words.split()) <= ALONE)
    if supposed in sides or not (sides or (correcting and not takings)):
        return None  # "You have it right, I'm against."
    side = next(iter(sides), other_side(supposed))
    correcting = correcting or [one for one in read if sides_said(one.text).takings]
    rest = [one.text for one in read if one not in correcting]
    text = " ".join([question.history[-1].question, *rest])
    return side, replace(question, text=text, typed=question.words)


def _told(takings: Sequence[Taking], ground: Ground, *, alone: bool) -> list[Side]:
    """Return the sides of the bot that are told, by the reader's own before those that the bot is to take.

    A bare "against" may name either, `alone` it names the reader's. Who is against a thing of his own naming
    may be on either side.
    """
    plain = [(one, side) for one in takings if not one.of and (side := ground.leanings.taken_by_bot(one))]
    own = [side for one, side in plain if one.who == "reader"]
    if own or not alone:
        bare = [side for one, taken in plain if not one.named for side in (taken, other_side(taken))]
        return own or [*(side for one, side in plain if one.named), *bare]
    return [side if one.named else other_side(side) for one, side in plain]


def _corrects(sentence: MeantSentence, question: Question, ground: Ground) -> bool:
    if sentence.best == "concede":
        return False
    if sentence.best == "choose side" and sentence.of("choose side") >= ASKED:
        return True
    return chosen_side(_of(sentence.text, question), ground.leanings) is not None


def _of(text: str, question: Question) -> Question:
    """Return a sentence of a question as one by itself."""
    return replace(question, text=text, typed="", history=())


def complains(text: str, ground: Ground) -> bool:
    """Tell whether words about a change of sides only reproach the bot with one: "Stop switching sides!"."""
    said = [one for one in sentences_of(text) if sides_said(one).swap or sides_said(one).takings]
    return bool(said) and all(one.best == "challenge" for one in ground.hearing.reader.read(said))
