"""A message to plans, one for each request in it: what kind of reply it gets, and for which side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.request.form import PERSONAL, form_of
from bot.request.language import ENGLISH
from bot.request.leanings import Leanings
from bot.request.named import knows, names_something
from bot.request.parts import asks_something, greets
from bot.request.patterns import load_patterns
from bot.request.pressure import pressure_in
from bot.request.question import Mode, Question
from bot.request.reading import names_side, request_of, requests_of, told_request, with_what_is_argued
from bot.request.request import ABOUT_THE_PIECE, OF_THE_LAST_REPLY, TALK, UNREAD, Request
from bot.request.taking_sides import sides_said
from bot.request.writer_of import writer_of
from knowledge.argument_map import Side, other_side
from knowledge.document import Document
from knowledge.sentences import sentence_spans

PlanKind = Literal[
    "answer",
    "overview",
    "both",
    "argue",
    "debate",
    "greeting",
    "thanks",
    "help",
    "author",
    "self",
    "outside",
    "which side",
    "which case",
    "unreviewed",
    "sources",
]
FEW_WORDS = 2  # of a message that may name something as well as greet
TALKS_FROM = 0.5  # probability from which a message is mere conversation, where it has no word of the piece
SURELY_TALKS = 0.9  # the same where it has
SURELY_BOTH = 0.7  # probability from which a side is asked for the other one's points, too
GAPS = frozenset(["missing evidence", "weakest"])
OF_THE_BOT = ("about the bot", "ask the bot")
ARGUES_FROM = 0.5  # probability from which an argument is asked for
REBUTS_FROM = 0.5  # the same of a question to a side that wants an argument answered


@dataclass(frozen=True)
class Plan:
    """What to do with a request. `side` is the side that the reply argues, None where it takes none.

    `question` is the question with the words of this request alone.
    """

    question: Question
    kind: PlanKind
    mode: Mode
    side: Side | None = None
    request: Request = UNREAD

    @property
    def talks(self) -> bool:
        """Whether the reply is mere conversation, with no claim about the op-ed."""
        return self.kind not in ("answer", "overview", "both", "argue", "debate")


_PATTERNS = load_patterns("talk")


def plans(question: Question, leanings: Leanings, document: Document) -> tuple[Plan, ...]:
    """Return what kind of reply each request of a question gets.

    The reader's choice of mode holds; in `ask`, a request can be for an argument. A turn of a debate is one
    request, and the bot's side there is settled with the debate.
    """
    if question.language != ENGLISH and not question.typed:
        return (_unread(question),)
    told = _told(question)
    if question.mode == "debate":
        request = _in_a_debate(told) if told else request_of(question.text, leanings, document)
        return (_debated(question, request, document),)
    asked = told or requests_of(question.text, leanings, document)
    if question.mode != "ask" and not told and not _in_person(asked[0]):
        asked = with_what_is_argued(question.text, asked, leanings)
    if question.history and not told:  # "only those? which is best?" goes on about what was said
        asked = tuple(one for one in asked if not _only_leans(one)) or asked
    if question.typed:  # what a follow-up wants in another form was asked for without it
        wanted = form_of(question.typed)
        asked = tuple(replace(request, form=wanted.over(request.form)) for request in asked)
    if not told and (own := _own_side(question, leanings)):
        asked = tuple(_for_own_side(request, own) for request in asked)
    return tuple(_planned(question, request, leanings, document) for request in asked)


def _told(question: Question) -> tuple[Request, ...]:
    """Return what a model has told that a question asks for; nothing where none has."""
    told = question.read.requests if question.read else ()
    return tuple(told_request(one.act, one.about, one.side) for one in told)


def _in_a_debate(told: Sequence[Request]) -> Request:
    """Return which of several requests decides what a turn of a debate is: a closing, else no mere talk."""
    ranked = sorted(told, key=lambda one: (one.act != "closing", one.act in TALK))
    return ranked[0]


def _only_leans(request: Request) -> bool:
    """Tell whether a part asks for more of the last reply, or for that again, and names nothing."""
    likeliest = max(request.reading, key=lambda act: request.reading[act], default="")
    asks = likeliest in OF_THE_LAST_REPLY and asks_something(request.said)
    return asks and not names_something(request.said)


def _own_side(question: Question, leanings: Leanings) -> Side | None:
    """Return the side that somebody who asks wants words for: the own one, or the one the bot is to argue.

    "I debate against this op-ed. Two points?", "Now argue against it."
    """
    if question.mode != "ask":
        return None
    for start, end in sentence_spans(question.text):
        sentence = question.text[start:end]
        taking = sides_said(sentence).taking
        if taking and leanings.chooses(sentence) and (side := leanings.taken_by_bot(taking)):
            return side if taking.who == "bot" else other_side(side)
    return None


def _for_own_side(request: Request, side: Side) -> Request:
    """Return what is asked of the piece as a whole by somebody on a side as words for that side."""
    if request.argues:
        return replace(request, side=side)
    if not (request.whole or request.act in OF_THE_LAST_REPLY or request.act == "choose side"):
        return request
    return replace(request, act="contentions" if request.form.points else "case", side=side, sure=1.0)


def plan_of_whole(question: Question, leanings: Leanings, document: Document) -> Plan:
    """Return what kind of reply a question gets that is taken for one request."""
    return _planned(question, request_of(question.text, leanings, document), leanings, document)


def _unread(question: Question) -> Plan:
    """Return the plan for what nobody here can read, and a model may."""
    mode = question.mode
    side: Side | None = "for" if mode == "for" else "against" if mode == "against" else None
    kind: PlanKind = "debate" if mode == "debate" else "argue" if side else "answer"
    return Plan(question, kind, mode, side, Request(text=question.text, side=side))


def _debated(question: Question, request: Request, document: Document) -> Plan:
    talk = None if pressure_in(question.text) else _talk(question, request, document)
    return Plan(question, talk or "debate", "debate", request=request)


def _planned(whole: Question, request: Request, leanings: Leanings, document: Document) -> Plan:
    question = whole
    if request.text and request.text != whole.text:
        question = replace(whole, text=request.text, typed=whole.words)
    if _in_person(request):
        return _written(question, request, leanings)
    asked_why = whole.mode in ("for", "against") and request.act == "ask the bot"  # "why should I agree?"
    if not (asked_why and not asks_what_it_is(request.said)) and (talk := _talk(question, request, document)):
        return Plan(question, talk, whole.mode, request=request)
    if whole.mode != "ask":
        side: Side = "for" if whole.mode == "for" else "against"
        both = request.reading.get("both sides", 0.0)
        if request.act == "both sides" and request.form.points and both < SURELY_BOTH:
            request = replace(request, act="contentions")  # so many points of whoever chose a side
        if request.act in ABOUT_THE_PIECE and request.reading.get("rebut", 0.0) >= REBUTS_FROM:
            request = replace(request, act="rebut")  # "how do I answer that …?" wants a side's words
        return Plan(question, "argue", whole.mode, side, replace(request, side=side))
    argued = any(exchange.side for exchange in whole.history)
    if request.act == "score" and request.sure >= ARGUES_FROM and argued:  # there is no debate to be scored
        weighed = replace(request, form=replace(request.form, layout="prose"))
        return Plan(question, "both", "ask", request=weighed)
    gap = request.act in GAPS and not request.whole  # what a claim of the piece rests on, the passages tell
    if request.argues and request.sure >= ARGUES_FROM and not gap:
        return _argued(question, request, leanings)
    return Plan(question, "overview" if request.act == "overview" else "answer", "ask", request=request)


def _in_person(request: Request) -> bool:
    """Tell whether a letter or the like is wanted: what somebody says in person, and no talk with the bot."""
    return request.form.genre in PERSONAL


def _written(question: Question, request: Request, leanings: Leanings) -> Plan:
    """Return the plan for what somebody wants written, on the side of what they think.

    What only tells somebody else about the op-ed takes no side.
    """
    side = writers_side(question, request, leanings)
    if side is None and (request.form.genre != "note" or _thinks(question)):
        side = request.side or "for"
    if side is None:
        return Plan(question, "overview", "ask", request=replace(request, act="overview", side=None))
    return Plan(question, "argue", side, side, replace(request, side=side))


def _thinks(question: Question) -> bool:
    """Tell whether a message says what somebody thinks: who writes, or who is to be won over."""
    by = writer_of(question.words)
    return bool(by.position or by.addressee_thinks)


def writers_side(question: Question, request: Request, leanings: Leanings) -> Side | None:
    """Return the side of what somebody wants written, by the mode or what they say; None where nothing tells.

    Whoever is to be won over by it thinks the contrary.
    """
    if question.mode != "ask":
        return "for" if question.mode == "for" else "against"
    by = writer_of(question.words)
    if names_side(request.said) and request.side:
        return request.side
    if by.stance:
        return by.stance
    met = leanings.of_argument(by.addressee_thinks) if by.addressee_thinks else None
    return leanings.of_argument(by.position) if by.position else met and other_side(met)


def _argued(question: Question, request: Request, leanings: Leanings) -> Plan:
    if request.act == "both sides":
        return Plan(question, "both", "ask", request=request)
    side = request.side
    that = None if question.read else _PATTERNS["argue that"].search(request.said)
    if that:
        point = request.said[that.end() :]
        known = leanings.of_argument(point)
        side = known or leanings.of_thesis(point)
        request = replace(request, side=side, whole=side is not None and known is None)
    # of something that the piece tells, not of a side
    if side is None and (question.read or asks_something(request.said)):
        return Plan(question, "answer", "ask", request=request)
    if side is None:
        return Plan(question, "which case", "ask", request=request)
    return Plan(question, "argue", side, side, request)


def _talk(question: Question, request: Request, document: Document) -> PlanKind | None:
    """Return the kind of mere conversation that a request is; None where it is more."""
    if question.read and request.act == "ask the bot":  # a model can tell of what was said
        return None
    if _sure_of_talk(request) < (SURELY_TALKS if knows(request.text, document) else TALKS_FROM):
        return None
    said = request.said
    if request.act == "small talk" and request.sure < SURELY_TALKS and len(said.split()) <= FEW_WORDS:
        return None if not greets(said) else _small_talk(said)
    match request.act:
        case "small talk":
            return _small_talk(said)
        case "about the bot" | "ask the bot":
            return "self" if asks_opinion(said) or asks_what_it_is(said) else "help"
        case "about the document":
            return "author"
        case "other task":
            return "outside"
        case _:
            return None


def _sure_of_talk(request: Request) -> float:
    """Return how probably a request is mere conversation: what is asked of the bot may be about it, too."""
    if request.act not in OF_THE_BOT:
        return request.sure
    return sum(request.reading.get(act, 0.0) for act in OF_THE_BOT)


def asks_opinion(said: str) -> bool:
    """Tell whether words ask somebody what they think themselves."""
    return _PATTERNS["self"].search(said) is not None


def asks_what_it_is(said: str) -> bool:
    """Tell whether words speak of the bot as a machine, or ask whether it is one."""
    return _PATTERNS["machine"].search(said) is not None


def _small_talk(said: str) -> PlanKind:
    return "thanks" if _PATTERNS["thanks"].search(said) else "greeting"
