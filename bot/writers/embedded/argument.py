"""Arguing without a model: the act that is asked for, from the case of its side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import get_args

from bot.evidence.argued import interest_in, weak_side
from bot.evidence.excluded import case_without
from bot.evidence.gather import CLOSE, Evidence
from bot.evidence.own_words import ARGUING, in_general
from bot.request.form import LINER, Form, asks_easy
from bot.request.plan import Plan
from bot.statement import Fixed, Statement, as_prepared
from bot.statement.attribution import CONCEDES
from bot.writers import Draft
from bot.writers.embedded.advice import with_advice
from bot.writers.embedded.both_sides import both
from bot.writers.embedded.case_by_rules import case_by_rules
from bot.writers.embedded.case_speech import BEYOND, CONTENTIONS, Drafts, SpeechAct, in_shape, prose, speak
from bot.writers.embedded.exchanges import exchanges, rebuttals_answered
from bot.writers.embedded.labelled import labelled, nearest_first, within
from bot.writers.embedded.on_theme import on_theme
from bot.writers.embedded.plain_case import in_plain_words
from bot.writers.embedded.point_by_rules import answer_by_rules
from bot.writers.embedded.prepared_answer import argued, in_form
from bot.writers.embedded.rebuttal import rebut
from bot.writers.embedded.speech_filling import asks_at_end, ended_on, filled, one_line
from bot.writers.embedded.speech_length import cut_to_words, words_in
from bot.writers.embedded.speech_shape import Shape, shape_of
from bot.writers.embedded.tables import rebuttals
from knowledge.argument_map import Side, other_side
from knowledge.playbook import Answer, Case, Contention
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

WEAKNESSES = frozenset(["weakest", "missing evidence"])
OF_A_THING = frozenset(["attack", "overview"])  # acts that may be about one thing alone
SPEECHES = frozenset(get_args(SpeechAct))
SPOKEN_ACTS = frozenset(["case", "opening", "closing"])
IN_A_TABLE = SPEECHES | {"rebut"}  # acts of a side that stand in a table claim by claim
NO_ARGUMENT = (
    Fixed("The op-ed makes no argument about that."),
    Fixed("I argue only for or against what it recommends."),
)
NO_LINES = (
    Fixed("I cannot argue about this document yet: its argument map has no line of argument."),
    Fixed("Ask me what it says."),
)
NO_WINNER = Fixed("I won't name a winner: this is what each side has, and what it turns on.")
NONE_OF_IT = Fixed("The op-ed gives this side nothing on that.")
NONE_LEFT = Fixed("I have no argument for this side that leaves that out.")
# Of the words of a speech: what was prepared on one thing and has fewer is no such speech
SHORT_OF = {"opening": 0.8, "case": 0.8, "strongest": 0.8, "closing": 0.6}
CONCEDED = Fixed("First, what is weak on this side:", layout="paragraph")
GRANTED = Fixed("Yes, and this is what I have to grant.")
ANSWERS = 2  # sentences that answer a concession which was asked for
OUTWEIGHED = Fixed("What outweighs that:", layout="paragraph")
BY_RULES = Fixed(
    "I have put this together from the op-ed's sentences by following rules, and nobody has reviewed it.",
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


def _case(plan: Plan, evidence: Evidence, side: Side) -> Case | None:
    """Return the case of a side as a message wants it told: in plain words, without what it leaves out."""
    case, playbook = case_of(evidence.topic, side), evidence.topic.playbook
    if case and playbook and plan.request.form.plain:
        case = in_plain_words(case, playbook, side)
    return case_without(case, evidence.excluded) if case and evidence.excluded else case


def argue(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what is asked for; where nobody has reviewed the map, also that rules or a model made it."""
    if plan.request.form.plain and not asks_easy(plan.question.words):  # no speech of a case has any jargon
        plan = replace(plan, request=replace(plan.request, form=replace(plan.request.form, plain=False)))
    both_asked = plan.kind == "both" or plan.request.act == "both sides"
    said = list(_both(plan, evidence) if both_asked else _argued(plan, evidence))
    said += _end(said, plan, evidence)
    if plan.side == "for" and plan.request.act in SPOKEN_ACTS and not both_asked:
        said = with_advice(said, evidence.topic, plan.request.form)
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
    pro, con = _case(plan, evidence, "for"), _case(plan, evidence, "against")
    if pro is None or con is None:
        return iter(NO_LINES)
    lead = (NO_WINNER,) if plan.request.act == "score" else ()
    return chain(lead, both(pro, con, shape_of(plan.request.form)))


def _argued(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    assert plan.side is not None
    case, shape = _case(plan, evidence, plan.side), shape_of(plan.request.form)
    if case is None:
        return iter(NO_LINES)
    if evidence.excluded and not (case.contentions or evidence.prepared or evidence.block):
        return iter((NONE_LEFT,))
    if plan.request.form.labels and evidence.topic.playbook and (said := _labelled(plan, evidence, case)):
        return iter(said)
    if plan.request.form.concede and case.weakest and evidence.topic.playbook:
        if plan.request.act == "concession" and not shape.words and not shape.paragraphs:
            outweighs = in_shape(case.strongest, replace(shape, sentences=ANSWERS))
            return chain((GRANTED,), map(as_prepared, case.weakest), (OUTWEIGHED,), outweighs)
        return chain(_conceded(case, shape), _argued(_going_on(plan), evidence))
    if plan.request.form.words and asks_at_end(plan.request.form.ends):  # the question has words, too
        shape = shape_of(replace(plan.request.form, words=max(LINER, plan.request.form.words - LINER)))
    if plan.request.form.answered and evidence.topic.playbook:
        theirs = plan.request.form.answered == "theirs"
        if evidence.block and evidence.comebacks and not theirs:
            return rebuttals_answered(evidence.block, evidence.comebacks, shape)
        plain = plan.request.form.plain
        return exchanges(evidence.topic.playbook, plan.side, shape, theirs=theirs, plain=plain)
    if (line := _one_line(plan.request.form, evidence, case)) is not None:
        return iter(prose((line,)))
    if evidence.prepared and evidence.prepared.side and _wants_speech(plan, evidence.prepared, shape):
        evidence = replace(evidence, prepared=None)
    if evidence.prepared and evidence.prepared.side:
        said = argued(evidence.prepared, plan.request.form)
        return iter(_long_enough(said, evidence.prepared, case, shape))
    if whose := interest_in(plan.request.text or plan.question.text, case):
        return iter(in_shape(case.interests[whose], shape))
    if shape.table and evidence.topic.playbook and plan.request.act in IN_A_TABLE:
        return iter(rebuttals(evidence.topic.playbook, plan.side, plan.request.form.points))
    many_plainly = plan.request.form.plain and (shape.points or 1) > 1  # blocks have no plain words
    if evidence.block and not many_plainly:
        near = nearest_first(case.contentions, evidence.block.cites)
        others = (*near, *(one for one in case.contentions if one not in near))
        return iter(rebut(evidence.block, shape, plan.question.known, others))
    act, general = plan.request.act, in_general(plan, evidence.topic)
    case = on_theme(case, plan, evidence)
    if evidence.prepared or (act == "concession" and general):
        return _granted(plan, evidence, case)
    if act in WEAKNESSES:
        case = _case_on_weakness(plan, evidence) or case
    if plan.request.form.genre:
        case = on_what_is_told(case, plan.question.words)
    if act in SPEECHES and (general or act not in OF_A_THING):
        return iter(speak(_SPEECH[act], case, shape) or (NONE_OF_IT,))
    if general or _of_the_advice(evidence):
        return iter(speak("case", case, shape))
    return iter(NO_ARGUMENT) if evidence.thin else _about_that(plan, evidence, case, shape)


def _end(said: Sequence[Draft], plan: Plan, evidence: Evidence) -> Sequence[Draft]:
    """Return what a speech is to end on, where its side has words for that."""
    case = evidence.topic.playbook.cases.of(plan.side) if evidence.topic.playbook and plan.side else None
    if not plan.request.form.ends or case is None:
        return ()
    told = tuple(one.source for one in said if isinstance(one, Statement) and one.source)
    if asks_at_end(plan.request.form.ends):
        return prose(on_theme(case, plan, evidence).cross_examination[:1])
    return prose(ended_on(told, case, plan.request.form.ends))


def _conceded(case: Case, shape: Shape) -> Iterator[Draft]:
    """Yield what is weak on a side, before it argues: a paragraph, or a third of the words there are."""
    yield CONCEDED
    room = shape.words and (shape.words[0] // 3, shape.words[1] // 3)
    yield from map(as_prepared, cut_to_words(case.weakest, room) if room else case.weakest)


def _going_on(plan: Plan) -> Plan:
    """Return the plan for what is argued behind a concession."""
    form = plan.request.form
    form = replace(
        form,
        concede=False,
        paragraphs=form.paragraphs and max(1, form.paragraphs - 1),
        words=form.words and form.words * 2 // 3,
        sentences=None,
    )
    act = "case" if plan.request.act in WEAKNESSES | {"concede", "concession"} else plan.request.act
    return replace(plan, request=replace(plan.request, form=form, act=act))


def _one_line(form: Form, evidence: Evidence, case: Case) -> PreparedSentence | None:
    """Return the one sentence that fits so few words, of what was prepared for this or of the case."""
    if not form.words or form.points or not (form.sentences == 1 or form.words <= LINER):
        return None
    own = evidence.prepared if evidence.prepared and evidence.prepared.side else None
    near = (*own.short, *own.full) if own else ()
    if evidence.block:
        near = tuple(one for answer in evidence.block.answers for one in answer.says)
    return one_line(near, case, form.words)


def _wants_speech(plan: Plan, answer: Answer, shape: Shape) -> bool:
    """Tell whether a speech is asked for that is much longer, or shorter, than what was prepared for it."""
    if not shape.words:
        return False
    said = answer.plain if plan.request.form.plain else answer.full
    least = min(words_in(cut_to_words(way, shape.words)) for way in (answer.short, answer.plain, answer.full))
    if plan.request.act in SPOKEN_ACTS and least > BEYOND * shape.words[1]:
        return True
    return words_in(said) < SHORT_OF.get(plan.request.act, 0.0) * shape.words[0]


def on_what_is_told(case: Case, told: str) -> Case:
    """Return a case with the contentions first that have most words of what a reader tells in common.

    A word that few of them have tells more.
    """
    words = {word.stem for word in read(told).content} - ARGUING
    shared = {one.claim[0].text: words & _stems(one) for one in case.contentions}

    def weight(one: Contention) -> float:
        own = shared[one.claim[0].text]
        return sum(1 / sum(word in other for other in shared.values()) for word in own)

    ranked = sorted(case.contentions, key=lambda one: -weight(one))
    return case.model_copy(update={"contentions": tuple(ranked)})


def _stems(one: Contention) -> set[str]:
    return {word.stem for sentence in one.body for word in read(sentence.text).content}


def _long_enough(said: Drafts, answer: Answer, case: Case, shape: Shape) -> Drafts:
    """Return an answer that argues; where it lacks words, with more of the case before its end."""
    told = tuple(one.source for one in said if isinstance(one, Statement) and one.source)
    if not shape.words or shape.paragraphs or words_in(told) >= shape.words[0]:
        return said
    chosen = nearest_first(case.contentions, answer.cites)
    others = (*chosen, *(one for one in case.contentions if one not in chosen))
    return tuple(one for part in filled(told, others, shape.words) for one in prose(part))


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
    kept: Sequence[Contention] = chosen[:count]
    if form.words and not form.points:  # rather one that is whole than three that are too long
        kept = within(kept, form.labels, form.words)
    return tuple(labelled(kept, form.labels, short=form.short or form.each is not None))


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
