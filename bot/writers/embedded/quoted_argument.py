"""What a side can say in the op-ed's own words, where nobody has prepared its argument.

Whoever argues for the op-ed quotes the author on the point: the objection where the author takes it up, then
the author's own reasons. Whoever argues against it quotes what the author grants and reports of opponents,
given as that where a reviewer has said so; never what the author asks for. What only comes near the point is
given as no more than near; that there is nothing is said where the whole piece is far from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.evidence.gather import Evidence
from bot.evidence.main_point import issue
from bot.evidence.opposing import answering, granted_runs, opposing, whole_runs
from bot.evidence.own_words import in_general, own_words
from bot.evidence.unprepared import nearness_of
from bot.request.form import NO_FORM, Form
from bot.request.plan import Plan
from bot.statement import Fixed, Statement
from bot.writers import Draft
from bot.writers.embedded.asked_for import asked_for
from bot.writers.embedded.leads import FOUND_NOTHING, NEAR_THIS, Lead
from bot.writers.embedded.not_shown import what_it_does_not_show
from bot.writers.embedded.quoted_blocks import LISTED, PACE, Block, blocks, stretches, told
from bot.writers.embedded.quoted_overview import BECAUSE, main_points, main_reasons, reasons_shown
from bot.writers.embedded.telling import Telling
from knowledge.argument_map import Side
from knowledge.document import Passage
from knowledge.topic import Topic

TESTED = 0.8  # nearness from which what a reader says rests on a passage
SOME_WAY_OFF = 0.6  # nearness from which a passage may not be passed over in silence
NEAR = 0.95  # nearness from which a passage is on the point
FAR = 0.3  # how far behind the nearest passage another one may still be on the point
LEAST = 3  # sentences of a paragraph that are quoted: one alone seldom argues
MOST = 3  # passages that open what is quoted in a debate
ON_POINT = 3  # passages that are quoted on a point
POINTS = 3  # of a case, where no number is named
GOES_ON = 3  # sentences that are quoted behind the strongest reason
STRONGEST = 3  # passages where the strongest or weakest point alone is asked for
ALL_GRANTED, ROOM = 9, 190  # passages of what is granted and their words, where the whole of it is asked for
ROOM_ELSEWHERE = 70  # words of it where nothing is granted on the point
OWN = Lead(Fixed("The author's own words on that:", layout="paragraph"), NEAR_THIS)
CASE = Lead(
    Fixed("The author's case, in the author's words:", layout="paragraph"),
    Fixed("From the op-ed:", layout="paragraph"),
)
TAKES_UP = Lead(Fixed("The piece takes that up:", layout="paragraph"), NEAR_THIS)
ANSWERS = Lead(
    Fixed("And on the author's own side:", layout="paragraph"),
    Fixed("Further on, it says:", layout="paragraph"),
)
OTHERS = Lead(
    Fixed("What the op-ed itself grants the other side, or reports of it:", layout="paragraph"),
    Fixed("These words of the op-ed may serve the other side:", layout="paragraph"),
)
ELSEWHERE = Lead(
    Fixed("Elsewhere it grants the other side this, or reports it:", layout="paragraph"),
    Fixed("Elsewhere, these words of it may serve the other side:", layout="paragraph"),
)
NO_TELLING = Fixed(
    "I can't tell from here which side a sentence takes; near this, the op-ed says:", layout="paragraph"
)
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
    said = tuple(_argued(plan, evidence))
    yield from said
    exact = form.words or form.count or form.genre or form.brief or NO_TELLING in said
    if not exact and topic.argument_map and topic.argument_map.guessed:
        yield GUESS


def _argued(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    form, topic = plan.request.form, evidence.topic
    general = _in_general(plan, topic)
    if plan.side == "against":
        weak = plan.request.act in WEAK
        most = STRONGEST if plan.request.act == "strongest" or weak else ALL_GRANTED
        yield from _against(evidence, form, general=general, weak=weak, most=most)
    elif plan.request.act == "strongest" and not form.points:
        yield from told([Block(_strongest(topic))], form, CASE.of(topic))
    elif general:
        yield from _case(topic, form)
    else:
        yield from _for(evidence, form)


def _strongest(topic: Topic) -> tuple[Passage, ...]:
    """Return the best reason with what goes on there: a sentence alone seldom argues."""
    best, theirs = main_reasons(topic, 1), opposing(topic)
    behind = topic.document.passages[best[0].id :][:GOES_ON] if best else ()
    same = [one for one in behind if one.paragraph == best[0].paragraph]
    return (*best, *takewhile(lambda one: one.id not in theirs, same))


def _in_general(plan: Plan, topic: Topic) -> bool:
    """Tell whether the case as a whole is asked for, and not met an argument that the reader gives."""
    if plan.request.act in SPEECHES or plan.request.whole or plan.request.form.points:
        return True
    return in_general(plan, topic) and len(own_words(plan.question)) <= FEW_WORDS


def on_the_point(evidence: Evidence, form: Form) -> Iterator[Draft]:
    """Yield what the op-ed says on a point, where what it argues for is too unsure to take a side."""
    yield NO_SIDE
    yield from told(_on_point(evidence, frozenset(nearness_of(evidence.passages))), form, ON_THAT)


def both_in_quotes(topic: Topic) -> Iterator[Draft]:
    """Yield the author's case, and all that the op-ed has for the other side."""
    yield from _of("for", _case(topic, NO_FORM))
    found = blocks(whole_runs(topic), topic.document, most=ALL_GRANTED, room=ROOM, leaning=False)
    yield from _of("against", told(found, NO_FORM, OTHERS.of(topic)) if found else iter((NOTHING_GRANTED,)))
    yield GUESS


def _of(side: Side, drafts: Iterator[Draft]) -> Iterator[Draft]:
    return (replace(one, side=side) for one in drafts)


def _case(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield the point of the op-ed and its main reasons; of so many reasons as are asked for, no more."""
    if form.points or form.listed:
        yield from told(
            [Block((one,)) for one in main_reasons(topic, form.points or REASONS)], form, CASE.of(topic)
        )
        return
    at_issue, points = issue(topic), main_points(topic)
    context = [at_issue] if at_issue else []
    if form.count or form.words or form.brief or form.genre or form.seconds:
        yield from told(
            [Block((one,)) for one in _speech(topic, form, context, points)], form, CASE.of(topic)
        )
        return
    yield from told([Block((one,)) for one in dict.fromkeys([*context, *points])], form, CASE.of(topic))
    shown = [one for reason in reasons_shown(topic, REASONS) for one in reason]
    yield from told([Block((one,)) for one in shown], form, BECAUSE.of(topic))


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
    topic, near = evidence.topic, nearness_of(evidence.passages)
    theirs = opposing(topic)
    nearest = max(near, key=lambda number: near[number], default=0)
    if not nearest or near[nearest] < NEAR:
        if near_it := _comes_near(evidence, frozenset(near)):
            yield from told(near_it, form, NEAR_THIS)
            return
        yield FOUND_NOTHING
        yield from _case(topic, form)
        return
    if nearest in theirs:
        answers = [one for one in answering(topic, nearest) if len(one.text.split()) > NOD][:ANSWERED]
        if not (form.count or form.brief or form.listed):
            yield from _granted(told(_on_point(evidence, theirs, most=2), NO_FORM, TAKES_UP.of(topic)))
        if answers:
            yield from told([Block(tuple(answers))], form, ANSWERS.of(topic))
            return
    own = frozenset(near) - theirs
    yield from told(_on_point(evidence, own), form, (ANSWERS if nearest in theirs else OWN).of(topic))


def _against(evidence: Evidence, form: Form, *, general: bool, weak: bool, most: int) -> Iterator[Draft]:
    """Yield what the op-ed gives the other side: on a point where it does, else what can be said of that."""
    topic, near = evidence.topic, nearness_of(evidence.passages)
    theirs = opposing(topic)
    met = any(near.get(number, 0.0) >= NEAR for number in theirs)
    beside = [] if met else _beside(evidence)
    if not general and (met or beside):
        found = (
            _on_point(evidence, theirs) if met else blocks(beside, topic.document, room=ROOM, leaning=False)
        )
        yield from told(found, form, OTHERS.of(topic))
        yield from _tested(evidence)
        return
    if not general:
        asked = frozenset(passage.id for passage in asked_for(topic))
        near_it = _comes_near(
            evidence, frozenset(near) - asked
        )  # who argues against it gives no advice of it
        if near_it:
            yield from told(near_it, form, NO_TELLING)
            yield from _tested(evidence)
            return
        yield FOUND_NOTHING
    if not theirs:
        yield NOTHING_GRANTED
        return
    room = ROOM if general else ROOM_ELSEWHERE
    runs = granted_runs(topic) if weak else whole_runs(topic)
    if not general:
        runs.sort(key=lambda run: -max(near.get(one.id, 0.0) for one in run))
    found = blocks(_cut(runs, most), topic.document, most=most, room=room, leaning=False)
    yield from told(found, form, (OTHERS if general else ELSEWHERE).of(topic))


def _cut(runs: list[tuple[Passage, ...]], most: int) -> list[tuple[Passage, ...]]:
    """Return the runs, or where they are longer than all that there is room for, what begins them."""
    return [run[:most] for run in runs]


def _comes_near(evidence: Evidence, among: frozenset[int]) -> tuple[Block, ...]:
    """Return what comes near a point without surely being on it; nothing where all of the piece is far."""
    near = nearness_of(evidence.passages)
    if max((near[number] for number in among), default=0.0) < SOME_WAY_OFF:
        return ()
    found = stretches(near, evidence.topic.document, among, far=FAR, least=2, most=ON_POINT, room=ROOM)
    return found[:1]


def _beside(evidence: Evidence) -> list[tuple[Passage, ...]]:
    """Return what is granted in the paragraph in which the passage nearest to the reader's point stands."""
    near = nearness_of(evidence.passages)
    nearest = max(near, key=lambda number: near[number], default=0)
    if not nearest or near[nearest] < TESTED:
        return []
    here = evidence.topic.document.passage(nearest).paragraph
    return [run for run in whole_runs(evidence.topic) if run[0].paragraph == here]


def _tested(evidence: Evidence) -> Iterator[Draft]:
    """Yield what the passage nearest to the reader's point does not show, by the kind of evidence it is."""
    near = nearness_of(evidence.passages)
    own = [passage for passage, _ in evidence.passages if passage.id not in opposing(evidence.topic)]
    nearest = max(own, key=lambda passage: near[passage.id], default=None)
    if nearest is None or near[nearest.id] < TESTED:
        return
    beside = [one for one in own if one.paragraph == nearest.paragraph]
    if says := what_it_does_not_show(nearest, beside):
        yield Statement("analytic", says)


def _on_point(evidence: Evidence, among: frozenset[int], most: int = ON_POINT) -> tuple[Block, ...]:
    near, document = nearness_of(evidence.passages), evidence.topic.document
    theirs = among == opposing(evidence.topic)
    return stretches(near, document, among, far=FAR, least=LEAST, most=most, room=ROOM, leaning=not theirs)


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
