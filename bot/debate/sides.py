"""Which side the bot takes in a debate, and when it changes it.

A side that is given holds. Else the reader's words choose one, or tell that they agree with the op-ed or not,
or their first argument does, by its meaning. Where that is likely and not sure the bot says whom it takes the
reader for and argues on; it asks where nothing tells. To be asked always costs a turn, to be taken wrongly
costs one at worst: a correction is obeyed at once, and the argument answered from the other side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.debate.state import Debate, Taken
from bot.request.agreeing import judges, view_in
from bot.request.history import Exchange
from bot.request.leanings import CHOOSES, Leanings
from bot.request.named import names_something
from bot.request.parts import asks
from bot.request.pressure import pressure_in
from bot.request.question import Question
from bot.request.taking_sides import STOPS, SidesSaid, labelled, sides_said
from bot.statement import Fixed
from knowledge.argument_map import Side, other_side
from knowledge.sentences import sentences_of

LEFT_TO_THE_BOT: Side = "against"  # the op-ed has argued its own case
TAKES: dict[Side, Fixed] = {
    "for": Fixed("I'll take the op-ed's side."),
    "against": Fixed("I'll take the side against the op-ed."),
}
SWAPS: dict[Side, Fixed] = {
    "for": Fixed("All right, we swap: now I take the op-ed's side."),
    "against": Fixed("All right, we swap: now I take the side against the op-ed."),
}
BEGUN_ANEW = Fixed(
    "The rounds so far stay on record, with the sides we held in them, and we start again at round 1."
)
# whom the bot takes the reader for, where the argument tells it, and where it only makes it likely
SUPPOSES: dict[Side, Fixed] = {
    "for": Fixed("I take it you're against the op-ed, so I'll defend it; say so if I have you wrong."),
    "against": Fixed("I take it you're for the op-ed, so I'll argue against it; say so if I have you wrong."),
}
GUESSES: dict[Side, Fixed] = {
    "for": Fixed(
        "I can't be sure, but you sound like you're against the op-ed, so I'll defend it; if "
        "you're for it, tell me and we'll trade places."
    ),
    "against": Fixed(
        "I can't be sure, but you sound like you're for the op-ed, so I'll argue against it; if "
        "you're against it, tell me and we'll trade places."
    ),
}
CORRECTS: dict[Side, Fixed] = {
    "for": Fixed("Sorry, I had you on the wrong side: you're against the op-ed, so I'll defend it."),
    "against": Fixed("Sorry, I had you on the wrong side: you're for the op-ed, so I'll argue against it."),
}
WHICH = (
    Fixed("Are you arguing for or against what the op-ed recommends?"),
    Fixed("Say “for” or “against”, and I'll take the other side."),
)
WHICH_AGAIN = (
    WHICH[0],
    Fixed("I can't tell from that; “for” or “against” is enough."),
)
_CLAUSES = re.compile(r"\s*[:;]\s+|\s+[–—-]+\s+|—")
GUESSED = 0.53  # the probability from which a side is guessed, which is wrong at times and said to be a guess
SUPPOSED = 0.75  # the same from which the reader is taken for it without such doubt
RHETORICAL = 0.9  # the same of who only asks, and so may argue for nobody
SURELY_CHOOSES = 0.6  # the probability from which somebody wants sides changed in a debate that goes on


def first_side(question: Question, leanings: Leanings) -> Side | None:
    """Return the side that the bot takes against somebody who begins like this; None where it has to ask."""
    begun = begins(question, leanings)
    return begun[0] if begun else None


def begins(question: Question, leanings: Leanings) -> tuple[Side, Taken] | None:
    """Return the bot's side against somebody who begins like this, and how it is known; None for neither."""
    if chosen := chosen_side(question, leanings):
        return chosen, "begins"
    return _argued_against(question, leanings)


def chosen_side(question: Question, leanings: Leanings) -> Side | None:
    """Return the bot's side as the reader's words choose it; None where they only argue, if anything."""
    if answer := _answer(question) or leanings.starters.get(question.text.strip()):
        return other_side(answer)
    asked = waits_for_side(question)
    said = sides_said(question.words) if asked else _choice(question, leanings)
    if said:
        # "I agree with it. You take the other side": what is no choice by itself tells beside one
        if taking := said.taking or sides_said(question.text).taking:
            if asked and not taking.named:  # "Against." answers what the reader was asked
                taking = replace(taking, who="reader")
            if side := leanings.taken_by_bot(taking):
                return side
        elif said.bot_chooses:
            return LEFT_TO_THE_BOT
    view = _view(question, leanings)
    return other_side(view) if view else None


def _argued_against(question: Question, leanings: Leanings) -> tuple[Side, Taken] | None:
    """Return the side against which somebody argues who has chosen none, and how it is known."""
    asked = waits_for_side(question)
    text = f"{question.history[-1].question} {question.text}" if asked else question.text
    # what is thought of the op-ed tells for whoever thinks so, which here is not plainly the reader
    text = " ".join(one for one in sentences_of(text) if not judges(one, leanings.author))
    if not names_something(text):
        return None
    told = [one for one in STOPS.split(text.strip()) if not asks(one)]
    tells = any(names_something(one) for one in told)
    if tells and (leaning := leanings.of_argument(text)):
        return other_side(leaning), "supposes"
    argues = tells and leanings.probability_for(" ".join(told)) != 0.5
    probability = leanings.probability_for(text)
    sure = max(probability, 1 - probability)
    if sure < (GUESSED if argues else RHETORICAL):
        return None
    return "against" if probability > 0.5 else "for", "supposes" if sure >= SUPPOSED else "guesses"


def asked_side(question: Question, debate: Debate, leanings: Leanings) -> Side | None:
    """Return the side that the reader plainly asks the bot to be on in a debate that goes on; None for none.

    The bot is not moved by praise, insults or orders to agree.
    """
    said = None if pressure_in(question.words) else _choice(question, leanings, SURELY_CHOOSES, together=True)
    if said and said.taking:
        return leanings.taken_by_bot(said.taking)
    return debate.reader if said and said.swap else None


def taken_up(question: Question, leanings: Leanings) -> Question:
    """Return the question with the argument that the reader's answer was waited for; else the same."""
    if not waits_for_side(question):
        return question
    alone = len(STOPS.split(question.words)) == 1 and not _CLAUSES.search(question.words)
    answered = _answer(question) or leanings.chooses(question.text)
    if not answered and not (alone and _view(question, leanings)):
        return question
    return replace(question, text=question.history[-1].question, typed=question.words)


def waits_for_side(question: Question) -> bool:
    """Tell whether the bot has just asked for the reader's side."""
    return (
        question.mode == "debate" and bool(question.history) and WHICH[0].text in question.history[-1].reply
    )


def told_side(history: Sequence[Exchange], given: Side | None) -> Side | None:
    """Return the bot's side in the debate that those exchanges make, as far as it was said.

    A `given` side is the one that it began on.
    """
    side = given
    for exchange in history:
        changed = _said(SWAPS, exchange) or _said(CORRECTS, exchange)
        side = changed or side or _said(TAKES, exchange) or supposed_in(exchange) or _kept(exchange)
    return side


def supposed_in(exchange: Exchange) -> Side | None:
    """Return the side that the bot took in an exchange since it supposed the reader's; None for none."""
    return _said(SUPPOSES, exchange) or _said(GUESSES, exchange)


def corrected_in(exchange: Exchange) -> bool:
    """Tell whether the bot was corrected in an exchange."""
    return _said(CORRECTS, exchange) is not None


def swapped_in(exchange: Exchange) -> bool:
    """Tell whether the sides were swapped in an exchange."""
    return _said(SWAPS, exchange) is not None


def _answer(question: Question) -> Side | None:
    """Return the side that stands alone in a message, in a sentence of it, or as the title of one."""
    found = {labelled(sentence) for sentence in STOPS.split(question.words)} - {None}
    return found.pop() if len(found) == 1 else None


def _view(question: Question, leanings: Leanings) -> Side | None:
    """Return the side of a reader who says to agree with the op-ed or not; None where neither is plain."""
    before = " ".join(exchange.question for exchange in question.history)
    return view_in(question.words, leanings.author, before)


def _choice(
    question: Question, leanings: Leanings, least: float = CHOOSES, *, together: bool = False
) -> SidesSaid | None:
    """Return what a message says about the sides, by those of its sentences that are meant so.

    Where it is taken `together`, one of its sentences may have the words, and only the whole be meant so.
    """
    for text in dict.fromkeys((question.words, question.text)):
        sentences = [sentence for sentence in STOPS.split(text) if not labelled(sentence)]
        if chosen := [one for sentence in sentences for one in _choosing(sentence, leanings, least)]:
            return sides_said(" ".join(chosen))
        if together and len(sentences) > 1 and leanings.chooses(" ".join(sentences), least):
            return sides_said(" ".join(sentences))
    return None


def _choosing(sentence: str, leanings: Leanings, least: float) -> list[str]:
    """Return a sentence that is about who takes which side, or else the clauses of it that are.

    A clause has to name who does, since one that names nobody is no order.
    """
    if leanings.chooses(sentence, least):
        return [sentence]
    return [
        clause
        for clause in _CLAUSES.split(sentence)
        if (taking := sides_said(clause).taking) and taking.named and leanings.chooses(clause, least)
    ]


def _said(words: dict[Side, Fixed], exchange: Exchange) -> Side | None:
    return next((side for side, fixed in words.items() if fixed.text in exchange.reply), None)


def _kept(exchange: Exchange) -> Side | None:
    return next((side for side in TAKES if side == exchange.side), None)
