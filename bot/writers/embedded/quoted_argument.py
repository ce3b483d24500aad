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
from bot.evidence.opposing import BRIEF, agrees, answering, opposing, speech_of
from bot.evidence.own_words import in_general, own_words
from bot.evidence.unprepared import nearness_of
from bot.request.agreeing import view_in
from bot.request.form import NO_FORM, Form
from bot.request.plan import Plan
from bot.statement import Fixed, Statement
from bot.writers import Draft
from bot.writers.embedded.leads import FOUND_NOTHING, NEAR_THIS, Lead
from bot.writers.embedded.on_point import NEAR, SOME_WAY_OFF, comes_near, on_point
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


TAKEN_UP = 0.2  # by how much nearer an objection is to where the piece takes up objections
NOD = 5  # words of a sentence that only comments on the one before
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
    said = plan.question.text.partition(" but ")[0]
    agreed = view_in(said) == "for"  # who agrees has no objection for the piece to take up
    nearest = _nearest(near, theirs, topic, 0.0 if agreed else TAKEN_UP)
    if not nearest or near[nearest] < (SOME_WAY_OFF if nearest in theirs else NEAR):
        if near_it := comes_near(evidence, frozenset(near)):
            yield from told(near_it, form, NEAR_THIS)
            yield from _and_besides(topic, form, near_it)
            return
        yield FOUND_NOTHING
        yield from case_in_quotes(topic, form)
        return
    if nearest in theirs:
        answers = _nearest_run(
            [one for one in answering(topic, nearest) if len(one.text.split()) > NOD], near
        )
        if not (form.count or form.brief or form.listed):
            taken_up = topic.document.passage(nearest)
            run = speech_of(topic, taken_up) or (taken_up,)
            yield from _granted(told([Block(run)], NO_FORM, TAKES_UP.of(topic)))
        if answers:
            answered = [Block(tuple(answers))]
            yield from told(answered, form, ANSWERS.of(topic))
            if max(near.get(one.id, 0.0) for one in answers) < SOME_WAY_OFF:
                yield from _and_besides(topic, form, answered)
            return
    found = on_point(evidence, frozenset(near) - theirs)
    yield from told(found, form, (ANSWERS if nearest in theirs else OWN).of(topic))
    yield from _and_besides(topic, form, found)


def _nearest(near: dict[int, float], theirs: frozenset[int], topic: Topic, nearer: float) -> int:
    """Return the passage nearest to what a reader objects; 0 for none.

    Where a piece gives the other side room, an objection is likelier taken up there than elsewhere.
    """
    telling = {
        number: one + nearer * (number in theirs)
        for number, one in near.items()
        if number not in theirs or not _nods(topic.document.passage(number))
    }
    return max(telling, key=lambda number: telling[number], default=0)


def _nods(passage: Passage) -> bool:
    """Tell whether a sentence only agrees: in what, the sentences around it tell."""
    words = len(passage.text.split())
    return words <= NOD or (words <= BRIEF and agrees(passage))


def _nearest_run(passages: Sequence[Passage], near: dict[int, float]) -> Sequence[Passage]:
    """Return so many passages in a row as answer at once, those nearest to what a reader says."""
    if max((near.get(one.id, 0.0) for one in passages), default=0.0) < SOME_WAY_OFF:
        return passages[:ANSWERED]
    starts = range(max(1, len(passages) - ANSWERED + 1))
    runs = [passages[start : start + ANSWERED] for start in starts]
    return max(runs, key=lambda run: sum(near.get(one.id, 0.0) for one in run))


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
