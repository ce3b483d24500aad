"""What a side can say in the op-ed's own words, where nobody has prepared its argument.

Whoever argues for the op-ed quotes the author on the point: the objection where the author takes it up, then
the author's own reasons. Whoever argues against it quotes what the author grants and reports of opponents,
given as that; never what the author asks for, or answers. Where the op-ed does not meet the point, that is
said, and what comes nearest is given as no more than near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.evidence.gather import Evidence
from bot.evidence.opposing import answering, opposing, whole_runs
from bot.evidence.own_words import in_general
from bot.evidence.unprepared import nearness
from bot.request.form import NO_FORM, Form
from bot.request.plan import Plan
from bot.statement import Fixed, Statement
from bot.writers import Draft
from bot.writers.embedded.quoted_blocks import Block, blocks, stretches, told
from bot.writers.embedded.quoted_overview import main_points, main_reasons
from bot.writers.embedded.telling import Telling
from knowledge.argument_map import Side
from knowledge.document import Passage
from knowledge.topic import Topic

NEAR = 0.95  # nearness from which a passage is on the point
FAR = 0.35  # how far behind the nearest passage another one may still be on the point
LEAST = 2  # sentences of a paragraph that are quoted: one alone seldom argues
MOST = 3  # passages that open what is quoted in a debate
ON_POINT = 8  # passages that are quoted on a point
POINTS = 3  # of a case, where no number is named
ALL_GRANTED, ROOM = 10, 170  # passages of what is granted and their words, where the whole of it is asked for
ROOM_ELSEWHERE = 110  # words of it where nothing is granted on the point
OWN = Fixed("The author's own words on that:", layout="paragraph")
CASE = Fixed("The author's case, in the author's words:", layout="paragraph")
TAKES_UP = Fixed("The piece takes that up:", layout="paragraph")
ANSWERS = Fixed("And on the author's own side:", layout="paragraph")
NOT_MET = Fixed("I find nothing in the op-ed that meets that point.", layout="paragraph")
CLOSEST = Fixed("The closest the author comes:")
OTHERS = Fixed("What the op-ed itself grants the other side, or reports it as saying:", layout="paragraph")
NOT_GRANTED = Fixed("On that point the op-ed grants nothing.", layout="paragraph")
ELSEWHERE = Fixed("What it does grant the other side, or reports it as saying:")
NOTHING_GRANTED = Fixed("I find nothing in the op-ed that counts against it.")
NO_SIDE = Fixed(
    "I can't argue about this op-ed yet: nobody has reviewed its argument, and my reading is a guess."
)
ON_THAT = Fixed("This is what it says on that point, or what comes nearest to it:", layout="paragraph")
GUESS = Fixed(
    "Which side a sentence helps is my guess: nobody has reviewed this op-ed yet.", layout="paragraph"
)


SPEECHES = frozenset(["case", "opening", "contentions", "strongest", "closing", "overview"])


def argued_in_quotes(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what a side can quote: its case as a whole, or what bears on what the reader said."""
    form, topic = plan.request.form, evidence.topic
    general = in_general(plan, topic) or plan.request.act in SPEECHES
    if plan.side == "against":
        yield from _against(evidence, form, general=general)
    elif general:
        yield from _case(topic, form)
    else:
        yield from _for(evidence, form)
    exact = form.words or form.sentences or form.points
    if not exact and topic.argument_map and topic.argument_map.guessed:
        yield GUESS


def on_the_point(evidence: Evidence, form: Form) -> Iterator[Draft]:
    """Yield what the op-ed says on a point, where what it argues for is too unsure to take a side."""
    yield NO_SIDE
    yield from told(_on_point(evidence, frozenset(_nearness(evidence))), form, ON_THAT)


def both_in_quotes(topic: Topic) -> Iterator[Draft]:
    """Yield the author's case, and all that the op-ed has for the other side."""
    yield from _of("for", _case(topic, NO_FORM))
    found = blocks(whole_runs(topic), topic.document, most=ALL_GRANTED, room=ROOM)
    yield from _of("against", told(found, NO_FORM, OTHERS) if found else iter((NOTHING_GRANTED,)))
    yield GUESS


def _of(side: Side, drafts: Iterator[Draft]) -> Iterator[Draft]:
    return (replace(one, side=side) for one in drafts)


def _case(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield the point of the op-ed and its main reasons; of so many reasons as are asked for, no more."""
    count = form.count or POINTS
    reasons = main_reasons(topic, count)
    chosen = reasons if form.points else [*main_points(topic), *reasons]
    yield from told([Block((passage,)) for passage in chosen], form, CASE)


def _for(evidence: Evidence, form: Form) -> Iterator[Draft]:
    topic, near = evidence.topic, _nearness(evidence)
    theirs = opposing(topic)
    own = frozenset(near) - theirs
    nearest = max(near, key=lambda number: near[number], default=0)
    if nearest in theirs and near[nearest] >= NEAR:
        answers = {passage.id for passage in answering(topic, nearest)}
        granted = () if form.count or form.brief or form.listed else _on_point(evidence, theirs, most=2)
        yield from _granted(told(granted, NO_FORM, TAKES_UP))
        own = (own & answers) or own
        yield from told(_on_point(evidence, own), form, ANSWERS if granted else OWN)
        return
    if nearest and near[nearest] < NEAR:
        yield NOT_MET
    lead = OWN if nearest and near[nearest] >= NEAR else CLOSEST
    yield from told(_on_point(evidence, own), form, lead)


def _against(evidence: Evidence, form: Form, *, general: bool) -> Iterator[Draft]:
    """Yield what is granted on a point; where that is nothing, that it is, and what is granted elsewhere."""
    topic, near = evidence.topic, _nearness(evidence)
    theirs = opposing(topic)
    if not theirs:
        yield NOTHING_GRANTED
        return
    met = any(near.get(number, 0.0) >= NEAR for number in theirs)
    if met and not general:
        yield from told(_on_point(evidence, theirs), form, OTHERS)
        return
    if not general:
        yield NOT_GRANTED
    room = ROOM if general else ROOM_ELSEWHERE
    found = blocks(whole_runs(topic), topic.document, most=ALL_GRANTED, room=room)
    yield from told(found, form, OTHERS if general else ELSEWHERE)


def _on_point(evidence: Evidence, among: frozenset[int], most: int = ON_POINT) -> tuple[Block, ...]:
    near, document = _nearness(evidence), evidence.topic.document
    return stretches(near, document, among, far=FAR, least=LEAST, most=most, room=ROOM)


def _granted(drafts: Iterator[Draft]) -> Iterator[Draft]:
    return (replace(one, concession=True) if isinstance(one, Statement) else one for one in drafts)


def _nearness(evidence: Evidence) -> dict[int, float]:
    return {passage.id: nearness(score) for passage, score in evidence.passages}


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
