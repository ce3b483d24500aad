"""What a side can say in the op-ed's own words, where nobody has prepared its argument.

Whoever argues for the op-ed quotes the author on the point: the objection where the author takes it up, then
the author's own reasons. Whoever argues against it quotes what the author grants and reports of opponents,
given as that where a reviewer has said so; never what the author asks for. What only comes near the point is
given as no more than near; that there is nothing is said where the whole piece is far from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.debate.reasoning import reasons_on
from bot.evidence.gather import Evidence
from bot.evidence.opposing import answering, opposing
from bot.evidence.own_words import in_general, own_words
from bot.evidence.unprepared import nearness_of
from bot.request.form import NO_FORM, Form
from bot.request.plan import Plan
from bot.statement import Fixed, Statement
from bot.writers import Draft
from bot.writers.embedded.leads import FOUND_NOTHING, NEAR_THIS, Lead
from bot.writers.embedded.on_point import NEAR, comes_near, on_point
from bot.writers.embedded.quoted_against import (
    NO_TELLING,
    against_in_general,
    against_the_point,
    case_against,
)
from bot.writers.embedded.quoted_blocks import Block, told
from bot.writers.embedded.quoted_case import best_beside, case_in_quotes, strongest
from bot.writers.embedded.telling import Telling
from knowledge.argument_map import Side
from knowledge.document import Passage
from knowledge.topic import Topic

MOST = 3  # passages that open what is quoted in a debate
OWN = Lead(Fixed("The author's own words on that:", layout="paragraph"), NEAR_THIS)
TAKES_UP = Lead(Fixed("The piece takes that up:", layout="paragraph"), NEAR_THIS)
ANSWERS = Lead(
    Fixed("And on the author's own side:", layout="paragraph"),
    Fixed("Further on, it says:", layout="paragraph"),
)
NO_SIDE = Fixed(
    "I can't argue about this op-ed yet: nobody has reviewed its argument, and my reading is a guess."
)
ON_THAT = Fixed("This is what it says on that point, or what comes nearest to it:", layout="paragraph")
GUESS = Fixed(
    "Which side a sentence helps is my guess: nobody has reviewed this op-ed yet.", layout="paragraph"
)


NOD = 4  # words of a sentence that only comments on the one before
ANSWERED, FEW_WORDS = 3, 2  # sentences that answer; words that name no point of their own
SPEECHES = frozenset(["case", "opening", "contentions", "strongest", "closing", "overview"])


def argued_in_quotes(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what a side can quote: its case as a whole, or what bears on what the reader said."""
    form, topic = plan.request.form, evidence.topic
    said = tuple(_argued(plan, evidence))
    yield from said
    exact = form.words or form.count or form.genre or form.brief or NO_TELLING in said
    if not exact and topic.argument_map and topic.argument_map.guessed:
        yield GUESS


def _argued(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    form, topic = plan.request.form, evidence.topic
    general = _in_general(plan, topic)
    if plan.side == "against":
        yield from against_in_general(plan, topic) if general else against_the_point(plan, evidence)
    elif plan.request.act == "strongest" and not form.points:
        yield from strongest(topic, form)
    elif general:
        yield from case_in_quotes(topic, form)
    else:
        yield from _for(plan, evidence)


def _in_general(plan: Plan, topic: Topic) -> bool:
    """Tell whether the case as a whole is asked for, and not met an argument that the reader gives."""
    if plan.request.act in SPEECHES or plan.request.whole or plan.request.form.points:
        return True
    return in_general(plan, topic) and len(own_words(plan.question)) <= FEW_WORDS


def point_alone(evidence: Evidence, form: Form) -> Iterator[Draft]:
    """Yield what the op-ed says on a point, where what it argues for is too unsure to take a side."""
    yield NO_SIDE
    yield from told(on_point(evidence, frozenset(nearness_of(evidence.passages))), form, ON_THAT)


def both_in_quotes(topic: Topic) -> Iterator[Draft]:
    """Yield the author's case, and all that the op-ed has for the other side."""
    yield from _of("for", case_in_quotes(topic, NO_FORM))
    yield from _of("against", case_against(topic, NO_FORM))
    yield GUESS


def _of(side: Side, drafts: Iterator[Draft]) -> Iterator[Draft]:
    return (replace(one, side=side) for one in drafts)


def _for(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what the author answers to a point, where the piece takes it up, or says on it; else the case."""
    form, topic, near = plan.request.form, evidence.topic, nearness_of(evidence.passages)
    theirs = opposing(topic)
    if not form.count:
        yield from (Statement("analytic", text) for text in reasons_on(plan.question.text, "for"))
    nearest = max(near, key=lambda number: near[number], default=0)
    if not nearest or near[nearest] < NEAR:
        if near_it := comes_near(evidence, frozenset(near)):
            yield from told(near_it, form, NEAR_THIS)
            yield from _and_besides(topic, form, near_it)
            return
        yield FOUND_NOTHING
        yield from case_in_quotes(topic, form)
        return
    if nearest in theirs:
        answers = [one for one in answering(topic, nearest) if len(one.text.split()) > NOD][:ANSWERED]
        if not (form.count or form.brief or form.listed):
            yield from _granted(told(on_point(evidence, theirs, most=2), NO_FORM, TAKES_UP.of(topic)))
        if answers:
            yield from told([Block(tuple(answers))], form, ANSWERS.of(topic))
            return
    said = on_point(evidence, frozenset(near) - theirs)
    yield from told(said, form, (ANSWERS if nearest in theirs else OWN).of(topic))
    yield from _and_besides(topic, form, said)


def _and_besides(topic: Topic, form: Form, said: Sequence[Block]) -> Iterator[Draft]:
    """Yield the best reason that was not told, where so many sentences are not counted."""
    if not (form.count or form.words or form.brief):
        yield from best_beside(topic, {one.id for block in said for one in block.passages})


def _granted(drafts: Iterator[Draft]) -> Iterator[Draft]:
    return (replace(one, concession=True) if isinstance(one, Statement) else one for one in drafts)


def quotes_on(near: Sequence[Passage], topic: Topic, side: Side) -> tuple[Statement, ...]:
    """Return what a side of a debate can quote of the passages on a point, each given as the op-ed's."""
    theirs = opposing(topic)
    if side == "against":
        chosen = [passage for passage in near if passage.id in theirs]
    else:
        chosen = [
            passage
            for one in near
            for passage in (answering(topic, one.id)[:1] if one.id in theirs else (one,))
        ]
    telling = Telling(topic.document)
    return tuple(
        said
        for place, passage in enumerate(dict.fromkeys(chosen[:MOST]))
        for said in telling.quote(passage, onward=not place)
    )
