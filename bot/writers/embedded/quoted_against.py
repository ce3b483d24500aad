"""What can be said against an op-ed that nobody has prepared.

It is what the author grants and reports of opponents, in the author's words, and what the author's own
sentences do not show, which is reasoning of the bot's own. What the author asks for is never among it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.debate.reasoning import reasons_on
from bot.evidence.gather import Evidence
from bot.evidence.main_point import needs_more
from bot.evidence.opposing import granted_runs, opposing, speech_of, whole_runs
from bot.evidence.unprepared import nearness_of
from bot.evidence.wanted import wants_no_figures
from bot.request.form import NO_FORM, PERSONAL, Form
from bot.request.plan import Plan
from bot.statement import Fixed, Statement
from bot.writers import Draft
from bot.writers.embedded.asked_for import asked_for
from bot.writers.embedded.byline import of_title
from bot.writers.embedded.leads import Lead
from bot.writers.embedded.not_shown import IN_ANY_CASE, kind_of, kinds
from bot.writers.embedded.on_point import NEAR, ROOM, comes_near, on_point
from bot.writers.embedded.pressing import UNTIL_THEN, pressed, told_pressed
from bot.writers.embedded.quoted_blocks import FEWEST, PACE, Block, blocks, each_alone, told
from bot.writers.embedded.quoted_case import GREETS, SIGNED, THANKS
from knowledge.document import Passage
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

TESTED = 0.8  # nearness from which what a reader says rests on a passage
ALL_GRANTED, GIVEN_ROOM, SHORT_ROOM = 10, 170, 60  # passages of what is granted, and their words
OF_A_RUN = 4  # sentences of what is granted or reported in one place
STRONGEST = 3  # passages where the strongest or weakest point alone is asked for
PRESSED, PRESSED_MORE = 2, 3  # sentences that are pressed, and where nothing is granted
OF_A_SPEECH = 0.6  # share of a speech that is quoted
WEAK = frozenset(["weakest", "missing evidence"])  # what the author grants is weaker than what others say
OTHERS = Lead(
    Fixed("What the op-ed itself grants the other side, or reports of it:", layout="paragraph"),
    Fixed("These words of the op-ed may serve the other side:", layout="paragraph"),
)
ELSEWHERE = Lead(
    Fixed("Elsewhere it grants the other side this, or reports it:", layout="paragraph"),
    Fixed("Elsewhere, these words of it may serve the other side:", layout="paragraph"),
)
HEAR = Fixed("Hear what it says itself:", layout="paragraph")  # in what somebody reads out or sends
NO_TELLING = Fixed("Near this, the op-ed says:", layout="paragraph")
AGAINST_IT = Fixed("I speak against “{title}”, by {author}.")
AGAINST_THAT = Fixed("I speak against “{title}”.")
NOT_PERSUADED = Fixed("I have read “{title}”, by {author}, and I am not persuaded.")
NOT_BY_THAT = Fixed("I have read “{title}”, and I am not persuaded.")


def against_in_general(plan: Plan, topic: Topic) -> Iterator[Draft]:
    """Yield the case against an op-ed, or so many points of it, in the form that is wanted."""
    form, act = plan.request.form, plan.request.act
    if form.listed or (form.points or 0) > 1:
        yield from _points(topic, form, weak=act in WEAK)
    elif act in WEAK:
        yield from told_pressed(pressed(topic, 1, hardest=True), form)
        if not form.count and not form.brief:
            yield from _given(granted_runs(topic), topic, STRONGEST, SHORT_ROOM)
    elif act == "strongest" or form.count == 1:
        yield from _given(whole_runs(topic)[:1], topic, STRONGEST, GIVEN_ROOM)
        if not whole_runs(topic) or not form.sentences:
            yield from told_pressed(pressed(topic, 1, hardest=True), form)
    elif form.sentences and not form.genre:
        yield from _in_so_many(plan, topic, form.sentences)
    elif form.genre in PERSONAL:
        yield GREETS
        yield from _titled(topic, NOT_PERSUADED, NOT_BY_THAT)
        yield from _argued(topic, form, SHORT_ROOM, 1)
        yield SIGNED
    elif form.genre or form.seconds:
        yield from _titled(topic, AGAINST_IT, AGAINST_THAT)
        room = round(form.seconds * PACE * OF_A_SPEECH) if form.seconds else GIVEN_ROOM
        yield from _argued(topic, form, room, 1 if room < SHORT_ROOM else PRESSED)
        yield THANKS
    else:
        short = form.brief or (form.words or ROOM) < ROOM
        yield from _argued(topic, form, SHORT_ROOM if short else GIVEN_ROOM, 1 if short else PRESSED)


def against_the_point(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what can be said against a point: how far the reader's reason reaches, and what the op-ed has."""
    form, topic, near = plan.request.form, evidence.topic, nearness_of(evidence.passages)
    theirs = opposing(topic)
    met = any(near.get(number, 0.0) >= NEAR for number in theirs)
    beside = [] if met else _beside(evidence)
    if met:
        nearest = max(theirs, key=lambda number: near.get(number, 0.0))
        speech = speech_of(topic, topic.document.passage(nearest))
        found = blocks([speech], topic.document, leaning=False) if speech else on_point(evidence, theirs)
    elif beside:
        found = blocks(beside, topic.document, room=ROOM, leaning=False)
    else:
        asked = frozenset(one.id for one in asked_for(topic))  # who argues against it gives no advice of it
        found = comes_near(evidence, frozenset(near) - asked)
    tested, surely = _tested(evidence, found)
    reasons = () if surely else reasons_on(plan.question.text, "against")
    yield from (Statement("analytic", text) for text in reasons)
    if not found:
        yield from against_in_general(plan, topic)
        return
    yield from told(found, form, OTHERS.of(topic) if met or beside else NO_TELLING)
    if tested and not reasons:
        yield Statement("analytic", tested)
    if not met and not beside and not form.count:
        runs = sorted(whole_runs(topic), key=lambda run: -max(near.get(one.id, 0.0) for one in run))
        yield from _given(runs[:1], topic, STRONGEST, SHORT_ROOM, ELSEWHERE.of(topic))


def case_against(topic: Topic, form: Form) -> Iterator[Draft]:
    """Yield the case against an op-ed as it is told where no form is wanted."""
    yield from _argued(topic, form, GIVEN_ROOM, PRESSED)


def _argued(topic: Topic, form: Form, room: int, most: int) -> Iterator[Draft]:
    """Yield what the op-ed gives the other side, then what its sentences do not show, and what follows."""
    lead = HEAR if form.genre or form.seconds else None
    given = tuple(_given(whole_runs(topic), topic, ALL_GRANTED, room, lead))
    yield from given
    yield from told_pressed(pressed(topic, most if given else PRESSED_MORE), form)
    yield UNTIL_THEN


def _given(
    runs: Sequence[tuple[Passage, ...]], topic: Topic, most: int, room: int, lead: Fixed | None = None
) -> Iterator[Draft]:
    """Yield runs of what is granted, or where they are longer than there is room for, what begins them."""
    found = blocks([run[:OF_A_RUN] for run in runs], topic.document, most=most, room=room, leaning=False)
    yield from told(found, NO_FORM, lead or OTHERS.of(topic)) if found else ()


def _points(topic: Topic, form: Form, *, weak: bool) -> Iterator[Draft]:
    """Yield so many points: what opponents say and the author grants ahead of what is only not shown."""
    most = form.points or PRESSED_MORE
    runs = [_standing(run) for run in whole_runs(topic)]
    heads = [run[0] for run in runs if run] + [one for run in runs for one in run[1:]]
    given = [] if weak else heads[: most - 1]
    found = [(one, "") for one in given]
    found += pressed(topic, most - len(given), hardest=True)
    found += [(one, "") for one in heads if one not in given]
    yield from told_pressed(found[:most], form)


def _in_so_many(plan: Plan, topic: Topic, most: int) -> Iterator[Draft]:
    """Yield so many sentences: what speaks for the other side, else one with what it does not show.

    Without figures where none are wanted.
    """
    bare = wants_no_figures(plan.question)
    runs = dict.fromkeys([*granted_runs(topic), *whole_runs(topic)])
    given = [one for run in runs for one in _standing(run, FEWEST)]
    given = [one for one in given if not (bare and read(one.text).figures)][:most]
    found = blocks(each_alone(given), topic.document, most=most, room=GIVEN_ROOM, leaning=False)
    yield from told(found, NO_FORM, OTHERS.of(topic)) if found else ()
    if most - len(given) > 1:
        yield from told_pressed(pressed(topic, 1, hardest=True), plan.request.form)


def _standing(run: Sequence[Passage], fewest: int = 2 * FEWEST) -> list[Passage]:
    """Return the sentences of a run that say something by themselves."""
    return [one for one in run if len(one.text.split()) > fewest and not needs_more(one)]


def _titled(topic: Topic, both: Fixed, alone: Fixed) -> Iterator[Fixed]:
    named = of_title(topic.document, both, alone)
    yield from (named,) if named else ()


def _beside(evidence: Evidence) -> list[tuple[Passage, ...]]:
    """Return what is granted in the paragraph in which the passage nearest to the reader's point stands."""
    near = nearness_of(evidence.passages)
    nearest = max(near, key=lambda number: near[number], default=0)
    if not nearest or near[nearest] < TESTED:
        return []
    here = evidence.topic.document.passage(nearest).paragraph
    return [run for run in whole_runs(evidence.topic) if run[0].paragraph == here]


def _tested(evidence: Evidence, quoted: Sequence[Block]) -> tuple[str, bool]:
    """Return what the author's own words that are quoted do not show, by the kind of evidence they are.

    With whether figures show the kind, so that it surely bites; "" where only others' words are quoted, or
    nothing comes near the reader's point.
    """
    near, theirs = nearness_of(evidence.passages), opposing(evidence.topic)
    own = [one for block in quoted for one in block.passages if one.id not in theirs]
    own.sort(key=lambda one: -near.get(one.id, 0.0))
    if not own or near.get(own[0].id, 0.0) < TESTED:
        return "", False
    around = (kind for kind in map(kind_of, own[1:]) if kind and kinds()[kind].figure)
    kind = kind_of(own[0], own[1:]) or next(around, "")
    return (kinds()[kind].says, kinds()[kind].figure != "") if kind else (IN_ANY_CASE, False)
