"""What was told, said again in another form: the last reply, an earlier one, or the whole talk in short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.evidence.gather import Evidence
from bot.evidence.unprepared import unprepared
from bot.request.form import NO_FORM, Form, form_of
from bot.request.history import Exchange
from bot.request.of_the_talk import Again, again_in, meaning_asked
from bot.request.plan import Plan, plan_of_whole
from bot.request.question import Mode, Question
from bot.request.request import Request
from bot.turn.asked_of_a_side import as_reader
from bot.turn.following import meant_words
from bot.turn.matching import prepared_for
from bot.turn.prepared import passes
from bot.turn.told import Entry, entries_told, sentences_told
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.argument_map import other_side
from knowledge.playbook import Answer, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic

IN_SHORT = 5  # points of a talk that is summed up, where no number is asked for


@dataclass(frozen=True)
class OfTheTalk:
    """What is written about what was said, and what is asked beside that."""

    parts: tuple[Assignment, ...] = ()
    rest: Question | None = None


def spoken_of(question: Question, given: TurnInput) -> OfTheTalk | None:
    """Return what is written where a message speaks of the talk itself; None where it asks anything else."""
    if not question.history or question.mode == "debate" or given.writer.reads or unprepared(given.topic):
        return None
    words = meaning_asked(question.words)
    again = Again("last") if words == "" else again_in(question, given.leanings.acts, given.topic.document)
    if again:
        return _said_again(again, question, given.topic)
    if words and not _is_prepared(question, given) and (found := meant_words(words, question, given.topic)):
        return OfTheTalk((Assignment(Plan(question, "sources", "ask"), found),))
    return None


def _is_prepared(question: Question, given: TurnInput) -> bool:
    """Tell whether what a reader asks back is surely told somewhere."""
    plan = as_reader(plan_of_whole(question, given.leanings, given.topic.document))
    match = prepared_for(plan, given)
    return match is not None and match.sure


def _said_again(again: Again, question: Question, topic: Topic) -> OfTheTalk | None:
    """Return what tells it again in the form that is asked for; what wasn't prepared is asked again."""
    form, playbook = form_of(question.words), topic.playbook
    exchange = exchange_meant(again, question.history)
    if playbook is None or exchange is None:
        return None
    form = form.beside(exchange.words)
    rest = replace(question, text=again.rest, typed="") if again.rest else None
    if again.which == "all":
        return OfTheTalk(tuple(_summed_up(question, form, topic, playbook)))
    if form == NO_FORM:
        form = replace(form, plain=True)  # in other words, else it is no help
    told = [entry for entry in entries_told(exchange, playbook) if _given_whole(entry, topic)]
    if form.brief or form.count:  # as a whole it has so many sentences
        told = told[:1]
    if told:
        return OfTheTalk(tuple(_assigned(entry, question, form, topic) for entry in told), rest)
    if rest or exchange.question == question.text:
        return None
    asked = replace(question, text=exchange.question, typed=question.words, mode=_mode_of(exchange))
    return OfTheTalk(rest=asked)


def _mode_of(exchange: Exchange) -> Mode:
    return "for" if exchange.side == "for" else "against" if exchange.side == "against" else "ask"


def exchange_meant(again: Again, history: Sequence[Exchange]) -> Exchange | None:
    """Return the exchange that is meant: of the replies that told something the last, or the nth."""
    told = [exchange for exchange in history if exchange.cites]
    if again.which == "nth":
        return told[again.nth - 1] if again.nth <= len(told) else None
    return told[-1] if told else None


def _given_whole(entry: Entry, topic: Topic) -> bool:
    return not isinstance(entry, Answer) or passes(entry, topic)


def _assigned(entry: Entry, question: Question, form: Form, topic: Topic) -> Assignment:
    """Return the assignment that gives an entry once more: for its side, where it argues for one."""
    side = entry.side if isinstance(entry, Answer) else other_side(entry.side)
    act = entry.acts[0] if isinstance(entry, Answer) else "rebut"
    request = Request(act, question.words, form, side, said=question.words, alone=question.words)
    plan = Plan(question, "argue" if side else "answer", side or "ask", side, request)
    if isinstance(entry, Answer):
        return Assignment(plan, Evidence(topic, prepared=entry))
    return Assignment(plan, Evidence(topic, block=entry))


def _summed_up(question: Question, form: Form, topic: Topic, playbook: Playbook) -> list[Assignment]:
    """Return what each reply told first, as one answer; of more than are wanted, the first and the last."""
    points = list(dict.fromkeys(filter(None, (_point(one, playbook) for one in question.history))))
    most = form.count or IN_SHORT
    if len(points) > most:  # what was asked first is what it was about
        points = [points[0], *(points[len(points) - most + 1 :] if most > 1 else ())]
    if not points:
        return []
    said = tuple(points)
    answer = Answer(id="talk", acts=("overview",), asks=("talk",), short=said[:1], full=said, plain=said)
    if form.layout is None and not form.sentences and len(said) > 1:
        form = replace(form, layout="bullets")
    form = replace(form, short=False, plain=False, points=None, sentences=None)
    request = Request("overview", question.words, form, said=question.words, alone=question.words)
    return [Assignment(Plan(question, "overview", "ask", request=request), Evidence(topic, prepared=answer))]


def _point(exchange: Exchange, playbook: Playbook) -> PreparedSentence | None:
    """Return the one sentence that a reply comes to: the short form of what it gave, else its first one."""
    for entry in entries_told(exchange, playbook):
        if isinstance(entry, Answer) and not entry.side:
            return next((one for one in reversed(entry.short) if one.cites), None)
    return next((one for one in sentences_told(exchange, playbook) if one.cites), None)
