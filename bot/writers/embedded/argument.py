"""Arguing without a model: the act that is asked for, from the case of its side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import get_args

from bot.evidence.argued import interest_in, weak_side
from bot.evidence.gather import CLOSE, Evidence
from bot.evidence.own_words import in_general
from bot.request.plan import Plan
from bot.statement import Fixed
from bot.statement.attribution import CONCEDES
from bot.writers import Draft
from bot.writers.embedded.both_sides import both
from bot.writers.embedded.case_by_rules import case_by_rules
from bot.writers.embedded.case_speech import CONTENTIONS, SpeechAct, in_shape, prose, speak
from bot.writers.embedded.labelled import labelled, nearest_first
from bot.writers.embedded.point_by_rules import answer_by_rules
from bot.writers.embedded.prepared_answer import argued, in_form
from bot.writers.embedded.rebuttal import rebut
from bot.writers.embedded.speech_shape import Shape, shape_of
from bot.writers.embedded.tables import rebuttals
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Case, Contention
from knowledge.topic import Topic

WEAKNESSES = frozenset(["weakest", "missing evidence"])
OF_A_THING = frozenset(["attack", "overview"])  # acts that may be about one thing alone
SPEECHES = frozenset(get_args(SpeechAct))
IN_A_TABLE = SPEECHES | {"rebut"}  # acts of a side that stand in a table claim by claim
NO_ARGUMENT = (
    Fixed("The op-ed does not argue about that."),
    Fixed("I argue only for or against what it recommends."),
)
NO_LINES = (
    Fixed("I cannot argue about this document yet: its argument map has no line of argument."),
    Fixed("Ask me what it says."),
)
NO_WINNER = Fixed("I won't name a winner: this is what each side has, and what it turns on.")
NONE_OF_IT = Fixed("The op-ed gives this side nothing on that.")
OUTWEIGHED = Fixed("What outweighs that:", layout="paragraph")
BY_RULES = Fixed(
    "I have put this together by rules from the op-ed's sentences, and nobody has reviewed it.",
    layout="paragraph",
)
BY_MODEL = Fixed(
    "A model has prepared this from the op-ed's sentences, and nobody has reviewed it.",
    layout="paragraph",
)


def case_of(topic: Topic, side: Side) -> Case | None:
    """Return the case of a side: the one that was prepared, else the one that rules make."""
    prepared = topic.playbook.cases.of(side) if topic.playbook else None
    return prepared or case_by_rules(topic, side)


def argue(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what is asked for; where nobody has reviewed the map, also that rules or a model made it."""
    both_asked = plan.kind == "both" or plan.request.act == "both sides"
    said = list(_both(plan, evidence) if both_asked else _argued(plan, evidence))
    yield from said if evidence.topic.playbook else map(_unprepared, said)
    argument_map = evidence.topic.argument_map
    if argument_map and argument_map.unreviewed and any(not isinstance(one, Fixed) for one in said):
        yield BY_MODEL if evidence.topic.playbook else BY_RULES


def _unprepared(draft: Draft) -> Draft:
    """Return what rules have made as it goes to the gate: nobody has prepared it."""
    if isinstance(draft, Fixed):
        return draft
    granted = CONCEDES.match(draft.text) is not None or (draft.concession and draft.text.startswith("“"))
    return replace(draft, source=None, concession=granted)


def _both(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    pro, con = case_of(evidence.topic, "for"), case_of(evidence.topic, "against")
    if pro is None or con is None:
        return iter(NO_LINES)
    lead = (NO_WINNER,) if plan.request.act == "score" else ()
    return chain(lead, both(pro, con, shape_of(plan.request.form)))


def _argued(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    assert plan.side is not None
    case, shape = case_of(evidence.topic, plan.side), shape_of(plan.request.form)
    if case is None:
        return iter(NO_LINES)
    if plan.request.form.labels and evidence.topic.playbook and (said := _labelled(plan, evidence, case)):
        return iter(said)
    if evidence.prepared and evidence.prepared.side:
        return iter(argued(evidence.prepared, plan.request.form))
    if whose := interest_in(plan.request.text or plan.question.text, case):
        return iter(in_shape(case.interests[whose], shape))
    if shape.table and evidence.topic.playbook and plan.request.act in IN_A_TABLE:
        return iter(rebuttals(evidence.topic.playbook, plan.side, plan.request.form.points))
    if evidence.block:
        return iter(rebut(evidence.block, shape, plan.question.known))
    act, general = plan.request.act, in_general(plan, evidence.topic)
    if evidence.prepared or (act == "concession" and general):
        return _granted(plan, evidence, case)
    if act in WEAKNESSES:
        case = _case_on_weakness(plan, evidence) or case
    if act in SPEECHES and (general or act not in OF_A_THING):
        return iter(speak(_SPEECH[act], case, shape) or (NONE_OF_IT,))
    if general or _of_the_advice(evidence):
        return iter(speak("case", case, shape))
    return iter(NO_ARGUMENT) if evidence.thin else _about_that(plan, evidence, case, shape)


def _labelled(plan: Plan, evidence: Evidence, case: Case) -> tuple[Draft, ...]:
    """Return contentions with their parts marked: those on what a message is about, of the case otherwise.

    Nothing where what was found for it is in none of them.
    """
    form, found, chosen = plan.request.form, evidence.prepared or evidence.block, case.contentions
    general = in_general(plan, evidence.topic)
    if found:
        chosen = nearest_first(chosen, found.cites)
    elif not general:
        chosen = tuple(sorted(chosen, key=lambda one: -_fit(one, evidence)))
    count = form.points or (CONTENTIONS if general and not found else 1)
    return tuple(labelled(chosen[:count], form.labels, short=form.short or form.each is not None))


_SPEECH: dict[str, SpeechAct] = {act: act for act in get_args(SpeechAct)}


def _case_on_weakness(plan: Plan, evidence: Evidence) -> Case | None:
    """Return the case that tells of a side's weakness; of what one cannot show, the other side's tells."""
    side = weak_side(plan)
    if plan.request.act == "weakest" or plan.question.mode != "ask":
        return case_of(evidence.topic, side)
    return case_of(evidence.topic, other_side(side))


def _about_that(plan: Plan, evidence: Evidence, case: Case, shape: Shape) -> Iterator[Draft]:
    """Return what a side says on what a message is about: its contention on it, else the claims that fit."""
    if evidence.topic.playbook and (shape.points or 1) > 1:
        ranked = sorted(case.contentions, key=lambda one: -_fit(one, evidence))
        return iter(speak("contentions", case.model_copy(update={"contentions": tuple(ranked)}), shape))
    if evidence.topic.playbook and (nearest := _contention(case, evidence)):
        return iter(in_shape(nearest.body, shape))
    said = answer_by_rules(plan, evidence)
    return map(_unprepared, in_shape(said, shape)) if said else iter(NO_ARGUMENT)


def _of_the_advice(evidence: Evidence) -> bool:
    """Tell whether what comes nearest is what the op-ed asks for: then a side's whole case is about it."""
    return (
        bool(evidence.topic.playbook and evidence.claims)
        and not evidence.thin
        and (evidence.claims[0][0].kind == "recommendation")
    )


def _contention(case: Case, evidence: Evidence) -> Contention | None:
    """Return the contention that rests on what the best claims rest on, or on what comes close to them."""
    best = max(case.contentions, key=lambda one: _fit(one, evidence), default=None)
    least = CLOSE * max((score.score for _, score in evidence.claims), default=0.0)
    return best if best and _fit(best, evidence) >= least else None


def _fit(one: Contention, evidence: Evidence) -> float:
    """Return the best score of a claim that rests on what a contention rests on."""
    scores = (score.score for claim, score in evidence.claims if one.cites.intersection(claim.passages))
    return max(scores, default=0.0)


def _granted(plan: Plan, evidence: Evidence, case: Case) -> Iterator[Draft]:
    """Yield what the op-ed grants; who argues for it says what outweighs that."""
    answers = evidence.topic.playbook.answers if evidence.topic.playbook else ()
    granted = evidence.prepared or next(
        (answer for answer in answers if answer.acts[0] == "concession"), None
    )
    if granted:
        yield from in_form(granted, plan.request)
    else:
        against = case_by_rules(evidence.topic, "against")
        yield from prose(against.strongest) if against else ()
    if plan.side == "for" and case.strongest:
        yield OUTWEIGHED
        yield from prose(case.strongest)
