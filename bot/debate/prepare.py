"""Rounds of a debate.

What the reader's words are meant for, what the bot does about it, and what the debate has come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.debate.asides import leads_to_closing, set_apart, without_score, without_swap
from bot.debate.challenge import (
    beside_call,
    calls_to_close,
    challenges_in,
    closes_with,
    offers,
    without_yes_or_no,
)
from bot.debate.clashes import contradictions_of
from bot.debate.closing import close
from bot.debate.closing_calls import CALLS_IN, calls_for_closing
from bot.debate.correcting import complains, corrected
from bot.debate.either_or import chosen_first
from bot.debate.formats import Speech
from bot.debate.ground import Ground
from bot.debate.heard import Heard
from bot.debate.hearing import for_the_debate, hear, is_near, likenesses, mere_talk, read_sentences
from bot.debate.moves import choose
from bot.debate.plain_words import wants_figure
from bot.debate.points import Contradiction, Point
from bot.debate.reader_points import as_points
from bot.debate.record import after
from bot.debate.sides import LEFT_TO_THE_BOT, asked_side, begins, first_side
from bot.debate.state import Debate, Request, Round, Taken, Terms
from bot.debate.taking_up import linked
from bot.debate.turn_rules import breaks
from bot.evidence.gather import Evidence
from bot.request.form import form_of
from bot.request.model_reading import SIDES
from bot.request.plan import Plan
from bot.request.pressure import Pressure, pressure_in
from bot.request.question import Question
from knowledge.argument_map import Side, other_side
from knowledge.debating import Meant, MeantSentence

__all__ = ["after", "breaks", "prepare"]

SURELY_ELSEWHERE = 0.9  # the probability from which a message has nothing to do with the debate
ON_ONE_THING = 0.6  # likeness from which two points can contradict each other
ASKED = 0.5  # the probability from which a sentence asks for something
PRESSED = 0.75  # the probability from which a sentence presses: to be told so falsely is worse
PRESSES: dict[Meant, Pressure] = {"insult": "insult", "flattery": "flattery", "insist": "agree"}
_REQUESTS: tuple[Request, ...] = (
    "closing", "score", "begin", "which side", "will you grant", "weigh", "more", "ask",
)  # fmt: skip

# What a message asks for beside its arguments, by the act that a model has told
_ACTS: dict[str, Request] = {
    "closing": "closing", "score": "score", "opening": "begin", "case": "begin", "weigh": "weigh",
    "ask the bot": "ask", "more": "more",
}  # fmt: skip


def prepare(
    plan: Plan, evidence: Evidence, ground: Ground, debate: Debate | Terms
) -> tuple[Plan, Round | None]:
    """Return the plan and the round that it is to bring, None where it brings none.

    Where the bot cannot tell which side to take, the plan is to ask.
    """
    correction = _correction(plan, ground) if isinstance(debate, Debate) else None
    if correction:
        plan = replace(plan, kind="debate", question=correction[1])
    elif plan.talks and plan.mode == "debate":
        plan = _more_than_talk(plan, ground)
    if plan.talks and isinstance(debate, Debate):
        return replace(plan, side=debate.side), None
    if plan.kind != "debate":
        return plan, None
    if evidence.topic.argument_map is None or not evidence.topic.argument_map.lines:
        return replace(plan, side=_side_without_lines(plan.question, debate, ground)), None
    sentences = read_sentences(plan.question.resolved, ground)
    request = _ACTS.get(plan.request.act) if plan.question.read else request_in(sentences)
    if not plan.question.read and calls_for_closing(sentences, ground):
        request = "closing"
    taken: Taken | None = None
    if isinstance(debate, Terms):
        speaks_first = request in ("begin", "closing")
        begun = _begun(plan.question, debate.side or (LEFT_TO_THE_BOT if speaks_first else None), ground)
        if begun is None:
            return replace(plan, kind="which side"), None
        side, taken = begun
        debate = Debate(side, debate.form)
    elif correction:
        debate, taken = Debate(correction[0], debate.form, before=debate.before), "corrects"
    elif asked := _asked_side(plan.question, debate, ground):
        taken = "keeps" if asked == debate.side else "swaps"
        debate = debate if taken == "keeps" else debate.swapped()
        sentences = without_swap(sentences)
        request = request if plan.question.read else request_in(sentences)
        if taken == "swaps" and request in ("closing", "score"):
            request = None  # there is nothing to sum up yet
    if request == "closing" and debate.free and leads_to_closing(sentences, ground):
        # it is the reader's, unless the bot's is called for behind it
        request = "closing" if calls_for_closing(sentences[1:], ground) else None
    _, part = debate.next_parts
    if request == "closing" and not debate.over:
        part = Speech("closing")
    heard = hear(without_score(sentences) if request == "score" else sentences, debate, ground)
    last = sentences[-PUTS_WITH:]
    put = next((one.text for one in reversed(last) if one.text.rstrip("\"'”’").endswith("?")), "")
    pressed = pressure_of(sentences, heard) or (None if heard else pressure_in(plan.question.words))
    wanting = _wanting(sentences, ground)
    challenges = chosen_first(challenges_in(wanting, debate), [one.text for one in sentences])
    said = plan.question.words.strip()
    current = Round(debate, part, heard, pressed, request, put, challenges, taken=taken, said=said)
    current = set_apart(current, plan.question, sentences, ground)
    if current.aside or current.summed:
        return replace(plan, side=debate.side), current
    points = linked(as_points(current), debate, ground.hearing.encoder)
    turned = [one for one in contradictions_of(debate, points) if on_one_thing(one, debate, points, ground)]
    current = replace(current, contradictions=tuple(turned))
    if part.kind == "closing" and debate.points:
        current = replace(
            current,
            closing=close(debate.with_round(points, closed=True), evidence.topic.argument_map),
            sentences=_sentences_asked(plan.question.words),
            closes_with=closes_with([one.text for one in sentences[-CALLS_IN:]]),
        )
    return replace(plan, side=debate.side), choose(current, ground)


def _wanting(sentences: Sequence[MeantSentence], ground: Ground) -> list[str]:
    """Return the words of a message that may want an answer: no chat, and what stands beside a call."""
    said = [one for one in sentences if offers(one.text) or not mere_talk(one, ground)]
    calls = [for_the_debate(one) or calls_to_close(one.text) for one in said]
    texts = [beside_call(one.text) if call else one.text for one, call in zip(said, calls, strict=True)]
    return [text for text in texts if text]


def _sentences_asked(words: str) -> int:
    """Return how many sentences a closing is to have; 0 for any number."""
    form = form_of(without_yes_or_no(words))  # which asks for one of the two, and not for one sentence
    return form.sentences or (BRIEFLY if form.short else 0)


def _correction(plan: Plan, ground: Ground) -> tuple[Side, Question] | None:
    """Return the side that the bot should have taken and what it has to answer then; None for neither."""
    lines = ground.topic.argument_map is not None and ground.argument_map.lines
    return corrected(plan.question, ground) if lines and plan.question.read is None else None


def _side_without_lines(question: Question, debate: Debate | Terms, ground: Ground) -> Side | None:
    """Return the bot's side about an op-ed without lines of argument: that of its last turn, or a new one."""
    before = next((one.side or "" for one in reversed(question.history) if one.mode == "debate"), "")
    told = debate.side or SIDES.get(before)
    if told and question.read and question.read.bot_side == "swap":
        return other_side(told)
    return told or _begun_on(question, ground)


def _begun(question: Question, settled: Side | None, ground: Ground) -> tuple[Side, Taken] | None:
    """Return the side that the bot begins on, and how it is known; None where it has to ask."""
    if settled is None and question.read is None:
        return begins(question, ground.leanings)
    side = settled or _begun_on(question, ground)
    return (side, "begins") if side else None


def _begun_on(question: Question, ground: Ground) -> Side | None:
    """Return the side that the bot takes against somebody who begins like this; None where it has to ask."""
    if question.read is None:
        return first_side(question, ground.leanings)
    return None if question.read.bot_side == "swap" else question.read.bot_side


def _asked_side(question: Question, debate: Debate, ground: Ground) -> Side | None:
    """Return the side that the reader asks the bot to be on in a debate that goes on; None for none."""
    if question.read is None:
        asked = asked_side(question, debate, ground.leanings)
        return None if asked and complains(question.words, ground) else asked
    return debate.reader if question.read.bot_side == "swap" else None


def on_one_thing(found: Contradiction, debate: Debate, points: Sequence[Point], ground: Ground) -> bool:
    """Tell whether two points that seem to clash are near enough in meaning to be about the same thing."""
    by_number = {point.number: point.text for point in (*debate.points, *points)}
    likeness = likenesses(by_number[found.second], [by_number[found.first]], ground.hearing.encoder)
    return likeness[0] >= ON_ONE_THING


def _more_than_talk(plan: Plan, ground: Ground) -> Plan:
    """Return the plan as one to debate where a message says more than its act."""
    if plan.question.read:
        return plan
    sentences = read_sentences(plan.question.resolved, ground)
    if plan.kind == "outside":
        talks = plan.request.sure >= SURELY_ELSEWHERE and not any(is_near(one, ground) for one in sentences)
    elif plan.kind in ("greeting", "thanks"):
        talks = all(mere_talk(one, ground) for one in sentences)
    else:
        talks = plan.request.act != "ask the bot"
    return plan if talks else replace(plan, kind="debate")


PUTS_WITH = 2  # sentences at the end of a message, one of which is the question that it comes to
BRIEFLY = 3  # sentences of a closing that is to be short
CLOSES_WITH = 2  # sentences at the end of an argument, one of which calls for the closing if it is called for
_MATTERS: tuple[Meant, ...] = ("question", "ask", "define", "weigh")
_ALONE: tuple[Request, ...] = ("score", "begin", "more", "which side")  # asked beside no argument


def request_in(sentences: Sequence[MeantSentence]) -> Request | None:
    """Return what a message asks for beside its arguments; the first of its kinds counts."""
    argues = any(one.best == "argue" and one.of("argue") >= ASKED for one in sentences)
    # "What counts as too much? Give me a number." asks for no score
    asks = any(one.best in _MATTERS and one.of(*_MATTERS) >= ASKED for one in sentences)
    asks = asks or any(wants_figure(one.text) for one in sentences)
    for request in _REQUESTS:
        least = ASKED if argues or request != "begin" else ASKED / 2
        # who calls for the closing comes to it at the end; before that, an argument may speak of one
        among = sentences[-CLOSES_WITH:] if argues and request == "closing" else sentences
        asked = any(one.best == request and one.of(request) >= least for one in among)
        if asked and not (argues and request in _ALONE) and not (asks and request == "score"):
            return request
    return None


def pressure_of(sentences: Sequence[MeantSentence], heard: Sequence[Heard]) -> Pressure | None:
    """Return how a message presses; giving in is a concession beside which nothing is argued."""
    for meant, pressure in PRESSES.items():
        if any(one.best == meant and one.of(meant) >= PRESSED for one in sentences):
            return pressure
    granted = [one for one in heard if one.concedes]
    return "caving" if granted and len(granted) == len(heard) else None
