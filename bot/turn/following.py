"""What somebody means who goes on talking, alone or with what was said, and what the last reply rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from bot.evidence.gather import Evidence
from bot.evidence.prepared import prepared_match
from bot.request.follow_up import asks_its_ground, named_for_it
from bot.request.language import ENGLISH
from bot.request.leaning import points_back
from bot.request.named import knows, names_something
from bot.request.plan import Plan, asks_opinion, plan_of_whole
from bot.request.question import Question
from bot.statement import Fixed
from bot.turn.prepared import passes
from bot.turn.told import sentences_told
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from bot.writers.embedded.not_again import NO_MORE
from knowledge.playbook import Answer
from knowledge.search import Scored
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

HEDGED = 2  # claims that the op-ed gives as possible, told to who asks whether that will happen
DOUBTS = ("press", "concede")  # acts of who is told something and only says yes or no to it
DOUBTS_FROM, CHATS_FROM = 0.6, 0.5  # probability of these, and of small talk
OF_THE_PIECE = 0.6  # probability of an answer about the op-ed from which "it" may well be the op-ed
# Acts of who compares what was argued, and their probability: a side's weak points alone compare nothing
COMPARES, COMPARES_FROM = ("weigh", "score", "both sides"), 0.5
JUDGES = {"stance", "both sides"}  # acts of an answer that judges between the sides
ASKED_BACK = "ask the bot"  # of what it has just said: how it knows that, whether it was right
RESTS_ON = Fixed("Judge for yourself; what I said rests on these words.")
MEANS = Fixed("By that I mean what these words say.")


def as_meant(question: Question, given: TurnInput) -> Question:
    """Return a follow-up as it was typed, where that by itself is the surer question or only talk.

    What rules have put in from before may be what it does not lean on: "and we pay for their defense".
    """
    alone = replace(question, text=question.typed, typed="", known=frozenset())
    leans = bool(question.typed and question.history) and question.language == ENGLISH
    if not leans or question.mode != given.question.mode or question.mode == "debate":
        return question
    plan = _plan(alone, given)
    if plan.talks or plan.kind == "both":
        return alone
    if not names_something(alone.text):
        return question
    if plan.kind == "argue" and plan.side:
        return alone
    own, filled = _surely(plan, given), _surely(_plan(question, given), given)
    return alone if own >= filled else question


def of_the_piece(question: Question, given: TurnInput) -> Question:
    """Return a follow-up that names nothing as one about the op-ed, where that has an answer: "is it fair?".

    What rules have put in from before is left where that has a surer one.
    """
    words = question.typed
    if not words or knows(words, given.topic.document) or question.mode != "ask" or not points_back(words):
        return question
    piece = replace(question, text=named_for_it(words))
    if piece.text == words:
        return question
    own = _surely(_plan(piece, given), given)
    filled = _surely(_plan(question, given), given, anew=True)
    return piece if own >= OF_THE_PIECE and own > filled else question


def only_says(question: Question, given: TurnInput) -> Literal["thanks", "doubts"] | None:
    """Return what somebody does who asks for nothing new: thanks for what was said, or doubts or takes it."""
    if not question.history or question.mode == "debate" or question.complains:
        return None
    if question.history[-1].cites and asks_its_ground(question.words):
        return "doubts"
    if knows(question.words, given.topic.document):
        return None
    reading = given.leanings.acts.read([question.words])[0]
    asked_back = reading[ASKED_BACK] >= CHATS_FROM and reading[ASKED_BACK] > reading["about the bot"]
    if (
        question.mode == "ask"
        and question.history[-1].cites
        and asked_back
        and not asks_opinion(question.words)
    ):
        return "doubts"
    asks, chats = question.words.rstrip().endswith("?"), reading["small talk"] >= CHATS_FROM
    if (asks and chats) or sum(reading[act] for act in DOUBTS) >= DOUBTS_FROM:
        return "doubts"
    return "thanks" if chats else None


def _plan(question: Question, given: TurnInput) -> Plan:
    return plan_of_whole(question, given.leanings, given.topic.document)


def _surely(plan: Plan, given: TurnInput, *, anew: bool = False) -> float:
    """Return how surely an answer is prepared for a plan, `anew` one not told yet; 0 where it is not sure."""
    match = prepared_match(plan, given.wordings, given.topic.document)
    return match.probability if match and match.sure and not (anew and match.again) else 0.0


def hedged_last(question: Question, topic: Topic) -> Evidence | None:
    """Return what the last reply told as possible alone, where the bot is asked what it thinks of that."""
    if not question.history or not topic.argument_map or not points_back(question.words):
        return None
    cited = frozenset(question.history[-1].cites)
    hedged = [one for one in topic.argument_map.claims if one.hedges and cited.issuperset(one.passages)]
    found = tuple((one, Scored(one.id, 1.0, 1.0)) for one in hedged[:HEDGED])
    return Evidence(topic, claims=found) if found else None


def last_sources(question: Question, topic: Topic) -> Evidence:
    """Return the passages that the last reply cites."""
    last = next((one.cites for one in reversed(question.history) if one.cites), ())
    return _quoted(last, topic, RESTS_ON)


def told_before(answer: Answer, topic: Topic) -> Evidence:
    """Return the passages that an answer rests on which a reader has heard and which answers this, too."""
    return _quoted(sorted(answer.cites), topic, NO_MORE)


def meant_words(words: str, question: Question, topic: Topic) -> Evidence | None:
    """Return the passages behind the sentence of a reply that has these words; None where none has them."""
    wanted = {word.stem for word in read(words).content}
    if not wanted or topic.playbook is None:
        return None
    for exchange in reversed(question.history):
        for sentence in sentences_told(exchange, topic.playbook):
            if sentence.cites and wanted <= {word.stem for word in read(sentence.text).content}:
                return _quoted(sentence.cites, topic, MEANS)
    return None


def _quoted(numbers: Iterable[int], topic: Topic, lead: Fixed) -> Evidence:
    cited = [number for number in numbers if topic.document.has(number)]
    found = [(topic.document.passage(number), Scored(str(number), 1.0, 1.0)) for number in cited]
    return Evidence(topic, passages=tuple(found), first=lead if found else None)


def judged(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return the judgement that is prepared on which side the text bears out; None where there is none."""
    answers = given.topic.playbook.answers if given.topic.playbook else ()
    found = (
        one for one in answers if one.side is None and {*one.acts} >= JUDGES and passes(one, given.topic)
    )
    answer = next(found, None)
    if answer is None:
        return None
    return Assignment(replace(planned, kind="answer", mode="ask"), Evidence(given.topic, prepared=answer))


def sides_compared(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return which side the text bears out, where the sides that were argued are compared; None else.

    Where nobody has prepared a judgement on that, what each side has.
    """
    question, reading = planned.question, planned.request.reading
    argued = any(exchange.side for exchange in question.history)
    compares = sum(reading.get(act, 0.0) for act in COMPARES)
    if question.mode != "ask" or not argued or compares < COMPARES_FROM:
        return None
    if verdict := judged(planned, given):
        return verdict
    form = planned.request.form
    request = replace(planned.request, act="score", form=replace(form, layout=form.layout or "prose"))
    return Assignment(replace(planned, kind="both", request=request), Evidence(given.topic))
