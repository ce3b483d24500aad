"""The prepared answer that a message asks for, where it is sure enough which one that is."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from bot.evidence.another_thing import SURELY
from bot.evidence.gather import AMOUNTS, DATES
from bot.request.form import NO_FORM, form_of
from bot.request.language import ENGLISH
from bot.request.parts import greets
from bot.request.plan import Plan
from bot.request.question import Question
from bot.request.subject import asked_about
from knowledge.argument_map import Side
from knowledge.coverage import DocumentIndex, carried, index_of
from knowledge.document import Document
from knowledge.encoders.act_reader import ActReading
from knowledge.names import find_names, same_name
from knowledge.playbook import Answer
from knowledge.sentence_analysis import Reading, read
from knowledge.wordings import Match

PLAIN_FROM = 0.6  # probability of an act from which it is plain what a message wants
FEW_WORDS = 6  # of a message that may have meant several things
LIKELY_FROM = 0.1  # probability of an entry from which the reader is asked whether it was meant
CHOICES = 3
LATELY = 3  # replies that a reader still has in mind
# Probabilities from which an answer is given as a guess, of a message alone and with the question before it:
# of 40 messages of blind sets that got none, some 24 would have been answered rightly
GUESSED_FROM, GUESSED_TOGETHER_FROM = 0.15, 0.6
TELLING = 2  # passages with a word that tells what a question is about, at most


class Matches(Protocol):
    """What finds prepared answers by what a message means."""

    def match(
        self,
        message: str,
        reading: ActReading | None = None,
        *,
        whole: bool = False,
        side: Side | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Match | None:
        """Return the answer that the message comes nearest to; None where there is none at all.

        `reading` is how probably the message has each act, where that was read already; `whole` says that it
        names nothing of the piece. Answers that argue are found for their `side`, the others for none. Those
        whose ids are in `without` are left out.
        """
        ...

    def candidates(self, message: str, side: Side) -> tuple[Match, ...]:
        """Return what is said to an opponent of a side that may answer a message, the likeliest first."""
        ...


def speech_match(plan: Plan, wordings: Matches | None, without: frozenset[str] = frozenset()) -> Match | None:
    """Return what was prepared for a side on what a message asks of it; None where that was told before.

    Answers whose ids are in `without` are left out.
    """
    question, request = plan.question, plan.request
    if wordings is None or plan.kind != "argue" or question.language != ENGLISH:
        return None
    asked, reading = asked_about(request.text), request.reading or None
    match = wordings.match(asked, reading, side=plan.side, without=without)
    if match and _was_told(match, question):
        match = wordings.match(asked, reading, side=plan.side, without=without | {match.answer.id})
        match = match if match and match.near else None
    return None if match is None or _known(match, question) else match


def prepared_match(
    plan: Plan, wordings: Matches | None, document: Document, without: frozenset[str] = frozenset()
) -> Match | None:
    """Return the answer prepared for a request; None where none is near it, or it was told before.

    Answers whose ids are in `without` are left out.
    """
    question, request = plan.question, plan.request
    if wordings is None or question.mode == "debate" or question.language != ENGLISH:
        return None
    asked = asked_about(request.text)
    match = wordings.match(asked, request.reading or None, whole=request.whole, without=without)
    if match and _was_told(match, question):
        other = wordings.match(asked, request.reading or None, without=without | {match.answer.id})
        match = _instead_of(match, None if other and _was_told(other, question) else other, question)
    if match is None or not match.near or not (match.whole or _bears_on(question, match, document)):
        return None
    return None if _known(match, question) else match


def _known(match: Match, question: Question) -> bool:
    """Tell whether the reader was told all that the answer rests on."""
    told = frozenset(number for sentence in match.answer.full for number in sentence.cites)
    return told <= question.known


def _instead_of(told: Match, other: Match | None, question: Question) -> Match | None:
    """Return what is given where the likeliest answer was told lately: another, if that may be meant.

    Who asks for it by name gets it once more; else what was told is not said again.
    """
    leans = question.typed or question.complains
    if told.plain and not leans:
        return told
    if other and other.near and (other.sure or not told.sure):
        return other
    return replace(told, again=True) if told.sure else other


def _was_told(match: Match, question: Question) -> bool:
    """Tell whether a reader was told this answer, and asks for no other form of it, nor for it by name.

    What the last reply told is no answer again, nor what one before told, where it isn't surely meant.
    """
    if question.complains:
        return any(match.answer.full[0].text in one.reply for one in question.history[-LATELY:])
    named = match.verbatim and not question.typed
    if not question.history or form_of(question.words) != NO_FORM or named:
        return False
    lately = question.history[-1 if match.certain and not question.typed else -LATELY :]
    return any(match.answer.full[0].text in one.reply for one in lately)


def guessed(plan: Plan, wordings: Matches | None) -> Match | None:
    """Return the answer that may have been meant where none is near: better a guess that says so than none.

    What a message says alone goes before what it says together with the question before it.
    """
    question, request = plan.question, plan.request
    if wordings is None or question.mode == "debate" or question.language != ENGLISH:
        return None
    before = next((one.question for one in reversed(question.history) if not greets(one.question)), "")
    told = question.history[-1].reply if question.history else ""
    for text, least in ((request.text, GUESSED_FROM), (f"{request.said} {before}", GUESSED_TOGETHER_FROM)):
        match = wordings.match(asked_about(text), request.reading or None)
        if match and match.probability >= least and match.answer.full[0].text not in told:
            return match
    return None


def likely_meant(plan: Plan, wordings: Matches | None) -> tuple[Answer, ...]:
    """Return the answers to what a short message may have meant, where it is not plain what it asks."""
    request = plan.request
    if wordings is None or request.sure >= PLAIN_FROM or len(request.text.split()) > FEW_WORDS:
        return ()
    match = wordings.match(asked_about(request.text), request.reading or None, whole=request.whole)
    if match is None or match.probability < LIKELY_FROM:
        return ()
    return (match.answer, *match.others)[:CHOICES]


def _bears_on(question: Question, match: Match, document: Document) -> bool:
    """Tell whether the answer has what is asked for, and knows what the document does not.

    Questions that differ in one name or figure alone are near each other, and have different answers: one
    that the document lacks must stand in the answer's own wordings. A name need not where the answer's words
    surely answer: "SK" and "Dear Madam" are names, too.
    """
    answer, asked, there = match.answer, question.reading, index_of(document)
    strange = [
        name
        for name in asked.names
        if name.certain
        and not (match.certain and name.text.isupper())  # letters of a trade, as in "US–ROK" or "1AC"
        and not any(same_name(name.key, key) for key in there.names)
        and match.told < SURELY
    ]
    if strange:
        names = [name for words in answer.asks for name in find_names(words)]
        if not all(any(name.same(other) for other in names) for name in strange):
            return False
    # a bare number counts what is asked for, as in "three steps"
    wanted = [] if question.imagines else [figure for figure in asked.figures if figure.kind != "number"]
    if wanted:
        figures = [figure for reading in (*_as_asked(answer), *there.readings) for figure in reading.figures]
        if not all(any(figure.same(other) for other in figures) for figure in wanted):
            return False
    has_wanted = question.wants == "anything" or _has_wanted(question, answer)
    return has_wanted and not _of_something_else(asked, match, there)


def _of_something_else(asked: Reading, match: Match, there: DocumentIndex) -> bool:
    """Tell whether a question has a telling word of the document's that the answer lacks.

    What stands in a passage or two alone is what such a question is about, where no name tells it.
    """
    if match.certain or any(name.certain for name in asked.names):
        return False
    telling = [word for word in asked.content if 0 < there.passages_with(word) <= TELLING]
    if not telling or any(carried(word, _as_asked(match.answer)) for word in telling):
        return False
    return match.told < SURELY


def _as_asked(answer: Answer) -> tuple[Reading, ...]:
    """Return the sentences of an answer, and the wordings of what it answers, taken apart."""
    return (*_readings(answer), *map(read, answer.asks))


def _has_wanted(question: Question, answer: Answer) -> bool:
    kinds = AMOUNTS if question.wants == "amount" else DATES
    return answer.absent or any(
        reading.negations or any(figure.kind in kinds for figure in reading.figures)
        for reading in _readings(answer)
    )


@lru_cache(maxsize=256)
def _readings(answer: Answer) -> tuple[Reading, ...]:
    return tuple(read(sentence.text) for sentence in answer.sentences())
