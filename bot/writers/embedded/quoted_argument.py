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
from bot.evidence.main_point import issue
from bot.evidence.opposing import answering, granted_runs, opposing, whole_runs
from bot.evidence.own_words import in_general, own_words
from bot.evidence.unprepared import nearness
from bot.request.form import NO_FORM, Form
from bot.request.plan import Plan
from bot.statement import Fixed, Statement
from bot.writers import Draft
from bot.writers.embedded.not_shown import what_it_does_not_show
from bot.writers.embedded.quoted_blocks import LISTED, PACE, Block, blocks, stretches, told
from bot.writers.embedded.quoted_overview import BECAUSE, main_points, main_reasons, reasons_shown
from bot.writers.embedded.telling import Telling
from knowledge.argument_map import Side
from knowledge.document import Passage
from knowledge.topic import Topic

TESTED = 0.8  # nearness from which what a reader says rests on a passage
NEAR = 0.95  # nearness from which a passage is on the point
FAR = 0.3  # how far behind the nearest passage another one may still be on the point
LEAST = 3  # sentences of a paragraph that are quoted: one alone seldom argues
MOST = 3  # passages that open what is quoted in a debate
ON_POINT = 4  # passages that are quoted on a point
POINTS = 3  # of a case, where no number is named
ALL_GRANTED, ROOM = 9, 190  # passages of what is granted and their words, where the whole of it is asked for
ROOM_ELSEWHERE = 70  # words of it where nothing is granted on the point
OWN = Fixed("The author's own words on that:", layout="paragraph")
CASE = Fixed("The author's case, in the author's words:", layout="paragraph")
TAKES_UP = Fixed("The piece takes that up:", layout="paragraph")
ANSWERS = Fixed("And on the author's own side:", layout="paragraph")
NOT_MET = Fixed(
    "I find nothing in the op-ed that meets that point head-on; this is the case it makes.",
    layout="paragraph",
)
OTHERS = Fixed("What the op-ed itself grants the other side, or reports of it:", layout="paragraph")
NOT_GRANTED = Fixed("On that point the op-ed itself gives the other side nothing.", layout="paragraph")
ELSEWHERE = Fixed("Elsewhere it grants the other side this, or reports it:", layout="paragraph")
NOTHING_GRANTED = Fixed("I find nothing in the op-ed that counts against it.")
NO_SIDE = Fixed(
    "I can't argue about this op-ed yet: nobody has reviewed its argument, and my reading is a guess."
)
ON_THAT = Fixed("This is what it says on that point, or what comes nearest to it:", layout="paragraph")
GUESS = Fixed(
    "Which side a sentence helps is my guess: nobody has reviewed this op-ed yet.", layout="paragraph"
)


NOD = 4  # words of a sentence that only comments on the one before
SHORT_CASE = 60  # words of a short case
ANSWERED, REASONS, FEW_WORDS = (
    3,
    3,
    2,
)  # sentences that answer; reasons; words that name no point of their own
WEAK = frozenset(["weakest", "missing evidence"])  # what the author grants is weaker than what others say
SPEECHES = frozenset(["case", "opening", "contentions", "strongest", "closing", "overview"])


def argued_in_quotes(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what a side can quote: its case as a whole, or what bears on what the reader said."""
    form, topic = plan.request.form, evidence.topic
    general = _in_general(plan, topic)
    if plan.side == "against":
        weak = plan.request.act in WEAK
        yield from _against(evidence, form, general=general, weak=weak)
    elif general:
        yield from _case(topic, form)
    else:
        yield from _for(evidence, form)
    exact = form.words or form.count or form.genre or form.brief
    if not exact and topic.argument_map and topic.argument_map.guessed:
        yield GUESS


def _in_general(plan: Plan, topic: Topic) -> bool:
    """Tell whether the case as a whole is asked for, and not met an argument that the reader gives."""
    if plan.request.act in SPEECHES or plan.request.whole or plan.request.form.points:
        return True
    return in_general(plan, topic) and len(own_words(plan.question)) <= FEW_WORDS


def on_the_point(evidence: Evidence, form: Form) -> Iterator[Draft]:
    """Yield what the op-ed says on a point, where what it argues for is too unsure to take a side."""
    yield NO_SIDE
    yield from told(_on_point(evidence, frozenset(_nearness(evidence))), form, ON_THAT)


def both_in_quotes(topic: Topic) -> Iterator[Draft]:
    """Yield the author's case, and all that the op-ed has for the other side."""
    yield from _of("for", _case(topic, NO_FORM))
    found = blocks(whole_runs(topic), topic.document, most=ALL_GRANTED, room=ROOM, leaning=False)
    yield from _of("against", told(found, NO_FORM, OTHERS) if found else iter((NOTHING_GRANTED,)))
    yield GUESS


def _of(side: Side, drafts: Iterator[Draft]) -> Iterator[Draft]:
    return (replace(one, side=side) for one in drafts)


def _case(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield the point of the op-ed and its main reasons; of so many reasons as are asked for, no more."""
    if form.points or form.listed:
        yield from told([Block((one,)) for one in main_reasons(topic, form.points or REASONS)], form, CASE)
        return
    at_issue, points = issue(topic), main_points(topic)
    context = [at_issue] if at_issue else []
    if form.count or form.words or form.brief or form.genre or form.seconds:
        yield from told([Block((one,)) for one in _speech(topic, form, context, points)], form, CASE)
        return
    yield from told([Block((one,)) for one in dict.fromkeys([*context, *points])], form, CASE)
    shown = [one for reason in reasons_shown(topic, REASONS) for one in reason]
    yield from told([Block((one,)) for one in shown], form, BECAUSE)


def _speech(topic: Topic, form: Form, context: list[Passage], points: list[Passage]) -> list[Passage]:
    """Return the point and as many reasons as there is room for, with what is at issue if that fits, too."""
    room = form.words or round((form.seconds or 0) * PACE) or (SHORT_CASE if form.brief else ROOM)
    count = form.count or LISTED
    said = points[-1:] if count == 1 else points[: count - 1 or 1]
    reasons = [one for reason in reasons_shown(topic, LISTED) for one in reason]
    best = main_reasons(topic, REASONS)
    for one in [*best, *context, *(other for other in reasons if other not in best)]:
        words = sum(len(other.text.split()) for other in (*said, one))
        if one not in said and len(said) < count and words <= room:
            said = [*said, one]
    return said


def _for(evidence: Evidence, form: Form) -> Iterator[Draft]:
    """Yield what the author answers to a point, where the piece takes it up, or says on it; else the case."""
    topic, near = evidence.topic, _nearness(evidence)
    theirs = opposing(topic)
    nearest = max(near, key=lambda number: near[number], default=0)
    if not nearest or near[nearest] < NEAR:
        yield NOT_MET
        yield from _case(topic, form)
        return
    if nearest in theirs:
        answers = [one for one in answering(topic, nearest) if len(one.text.split()) > NOD][:ANSWERED]
        if not (form.count or form.brief or form.listed):
            yield from _granted(told(_on_point(evidence, theirs, most=2), NO_FORM, TAKES_UP))
        if answers:
            yield from told([Block(tuple(answers))], form, ANSWERS)
            return
    own = frozenset(near) - theirs
    yield from told(_on_point(evidence, own), form, ANSWERS if nearest in theirs else OWN)


def _against(evidence: Evidence, form: Form, *, general: bool, weak: bool) -> Iterator[Draft]:
    """Yield what the op-ed gives the other side: on a point where it does, else what can be said of that."""
    topic, near = evidence.topic, _nearness(evidence)
    theirs = opposing(topic)
    met = any(near.get(number, 0.0) >= NEAR for number in theirs)
    beside = [] if met else _beside(evidence)
    if not general and (met or beside):
        found = (
            _on_point(evidence, theirs) if met else blocks(beside, topic.document, room=ROOM, leaning=False)
        )
        yield from told(found, form, OTHERS)
        yield from _tested(evidence)
        return
    if not general:
        yield NOT_GRANTED
        yield from _tested(evidence)
    if not theirs:
        yield NOTHING_GRANTED
        return
    room = ROOM if general else ROOM_ELSEWHERE
    runs = granted_runs(topic) if weak else whole_runs(topic)
    if not general:
        runs.sort(key=lambda run: -max(near.get(one.id, 0.0) for one in run))
    found = blocks(runs, topic.document, most=ALL_GRANTED, room=room, leaning=False)
    yield from told(found, form, OTHERS if general else ELSEWHERE)


def _beside(evidence: Evidence) -> list[tuple[Passage, ...]]:
    """Return what is granted in the paragraph in which the passage nearest to the reader's point stands."""
    near = _nearness(evidence)
    nearest = max(near, key=lambda number: near[number], default=0)
    if not nearest or near[nearest] < TESTED:
        return []
    here = evidence.topic.document.passage(nearest).paragraph
    return [run for run in whole_runs(evidence.topic) if run[0].paragraph == here]


def _tested(evidence: Evidence) -> Iterator[Draft]:
    """Yield what the passage nearest to the reader's point does not show, by the kind of evidence it is."""
    near = _nearness(evidence)
    own = [passage for passage, _ in evidence.passages if passage.id not in opposing(evidence.topic)]
    nearest = max(own, key=lambda passage: near[passage.id], default=None)
    if nearest is None or near[nearest.id] < TESTED:
        return
    beside = [one for one in own if one.paragraph == nearest.paragraph]
    if says := what_it_does_not_show(nearest, beside):
        yield Statement("analytic", says)


def _on_point(evidence: Evidence, among: frozenset[int], most: int = ON_POINT) -> tuple[Block, ...]:
    near, document = _nearness(evidence), evidence.topic.document
    theirs = among == opposing(evidence.topic)
    return stretches(near, document, among, far=FAR, least=LEAST, most=most, room=ROOM, leaning=not theirs)


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
