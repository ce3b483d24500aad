"""An answer about an op-ed that nobody has prepared: what it says on what is asked, in its own words.

Where it is silent that is said, and what comes nearest is given as no more than near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.evidence.gather import AMOUNTS, DATES, Evidence
from bot.evidence.main_point import issue
from bot.evidence.mentions import OPENS_YES_NO, asks_what_is_granted, mentioned
from bot.evidence.opposing import granted_runs, opposing
from bot.evidence.own_words import in_general
from bot.evidence.placed import ending, of_the_author, opening
from bot.evidence.somebody import about_somebody
from bot.evidence.speech_runs import (
    SPEAKERS,
    SPOKEN,
    asked_of_somebody,
    names_a_stranger,
    nearest_speeches,
)
from bot.evidence.unprepared import TO_QUESTION, nearness, nearness_of
from bot.evidence.wanted import asks_all_that_is_wanted, asks_what_is_wanted
from bot.request.form import NO_FORM, Form
from bot.request.plan import Plan
from bot.request.question import Wants
from bot.statement import Fixed
from bot.writers import Draft
from bot.writers.embedded.asked_for import asked_for
from bot.writers.embedded.leads import FROM_IT, Lead, is_reviewed
from bot.writers.embedded.pressing import pressed, told_pressed
from bot.writers.embedded.quoted_against import PRESSED, WEAK
from bot.writers.embedded.quoted_blocks import FEWEST, Block, blocks, each_alone, stretches, told
from bot.writers.embedded.quoted_overview import main_points, main_reasons
from knowledge.document import Document, Passage
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

FAR, FAR_IN_A_LIST = 0.35, 0.9  # how far behind the nearest passage another one may still answer
LEAST, AROUND = 2, 3  # sentences that are quoted of a paragraph, and in all: one alone seldom answers
AROUND_MORE = 5  # sentences in all where two things are asked, or why
TOLD_OF, ASKED_TWICE = 3, 0.6  # sentences of what happened or why; how far the second answer may be behind
LISTED, ROOM, ALL_ROOM = 8, 110, 250  # passages of a list; words of what is quoted, and of a list
NEAR, UNSURE = 2, 3  # passages that are given as only near, and where it is not sure that they answer
LIKE = 0.42  # likeness to a question from which a passage is worth giving as near
ASKS_FOR = Lead(
    Fixed("What the author asks for:", layout="paragraph"),
    Fixed("Where the op-ed seems to ask for something:", layout="paragraph"),
)
GRANTS = Lead(
    Fixed("What the author grants the other side, or reports of it:", layout="paragraph"),
    Fixed("What the op-ed may grant the other side, or report of it:", layout="paragraph"),
)
AHEAD = 0.2  # how far behind the nearest passage a reason of the author's own may be
BEHIND = 0.6  # how far behind the nearest passage one may be that has the figure or the date
_SPOKEN = re.compile(r"[\"“][^\"”]{8,}")
_HAPPENED = re.compile(r"\bhappen|\bturn(?:ed)? out\b|\bhow did .* go\b", re.IGNORECASE)
HAPPENED = 5  # sentences of what happened
DECIDED = 2  # places of a piece from which a yes or no is left to the reader
SHOWN = 4  # passages that show what the piece claims
_STATISTICS = re.compile(r"\b(?:statistics?|stats|figures|numbers|evidence|data|facts)\b", re.IGNORECASE)
IN_A_LIST = 5  # sentences in which a list is looked for
ALL_GRANTED, GRANTED_ROOM = 10, 150  # passages of what is granted, and their words
ALONE = frozenset(["fact", "quote"])  # one sentence answers
DECIDING = frozenset(["yes-no", "either-or"])
TOLD_AT_LENGTH = frozenset(["reason", "consequence", "define", "evidence"])
TWICE = re.compile(
    r"\band (?:on |in |for |at )?(?:what|who|why|how|when|where|did|does|has|have|is|was)\b|\?.+\?",
    re.IGNORECASE,
)
SURELY = 1.8  # nearness from which a passage answers, though it has no word of what is asked
YES = Fixed("Yes.", layout="paragraph")
MAY_BE = Fixed("The nearest that I find:", layout="paragraph")
UNDECIDED = Fixed("I can't give a sure yes or no; the nearest that I find:", layout="paragraph")
_DECIDES = re.compile(
    r"(?:^|[.?!;,] )(?:(?:so|and|but) )?(?:is|are|does|do|did|has|have|was|were"
    r"|can(?! you)|could(?! you)|will(?! you)|would(?! you)|should)\b"
    r"[^.!?]*(?:\?|$)|\byes or no\b|\bright\?$",
    re.IGNORECASE,
)
NOT_SAID = Fixed("I find no answer to that in the op-ed.", layout="paragraph")
NOT_GRANTED = Fixed("I find nothing that the author plainly grants the other side.", layout="paragraph")
SPEAKS_OF_IT = Fixed("It does come up, in these words:", layout="paragraph")
ENDS = Fixed("It ends so:", layout="paragraph")
NO_QUOTE = Fixed("I find no quote of that person in the op-ed.", layout="paragraph")
WHOEVER = Fixed("I can't tell for sure whom you mean; the op-ed quotes:", layout="paragraph")
NO_FIGURE = Fixed("I find no figure for that in the op-ed.", layout="paragraph")
NO_DATE = Fixed("I find no date for that in the op-ed.", layout="paragraph")
NEAREST = Fixed("The nearest passage, which may be about something else:")
QUOTES_ALONE = Fixed("I can only quote this op-ed, not put it in other words.", layout="paragraph")
_MISSING: dict[Wants, Fixed] = {"amount": NO_FIGURE, "date": NO_DATE, "duration": NO_DATE}
_SPAN = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|century|centuries)\b")


def quoted_answer(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what answers a request in the op-ed's own words, or that nothing does."""
    form, topic = _form(plan), evidence.topic
    if form.plain or form.genre:
        yield QUOTES_ALONE
    there = mentioned(plan, topic)
    if there is not None and (there or not _surely_answered(evidence)):
        yield from _mentions([topic.document.passage(number) for number in there], plan, topic)
        return
    if asks_what_is_granted(plan):
        yield from _granted(plan, topic)
        return
    if asked := _asked_for(plan, topic):
        listed = form.listed or form.points or plan.request.act == "list"
        room = ALL_ROOM if listed else ROOM
        yield from told(
            blocks(each_alone(asked), topic.document, most=LISTED, room=room), form, ASKS_FOR.of(topic)
        )
        return
    if shown := _evidence_asked_for(plan, topic):
        yield from told(blocks(each_alone(shown), topic.document, most=LISTED, room=ALL_ROOM), form, FROM_IT)
        return
    if placed := tuple(_placed(plan, evidence)):
        yield from placed
        return
    if _quote_asked_for(plan) and names_a_stranger(plan.question, topic.document):
        yield NO_QUOTE
        return
    wanted = plan.question.wants
    if evidence.thin:
        yield NOT_SAID
        yield from _near(evidence, topic.document)
        return
    found = _answering(plan, evidence)
    if _decides(plan):
        found = _of_what_is_wanted(plan, topic) + found[:DECIDED]
    if not any(_has(wanted, passage) for block in found for passage in block.passages):
        found = _with_what_is_wanted(wanted, evidence)
    if not found:
        yield _MISSING[wanted]
        yield from _near(evidence, topic.document)
        return
    yield from told(found, form, _lead(plan, evidence))


def _form(plan: Plan) -> Form:
    """Return the form that is wanted; a "yes or no" that cannot be given is no wish for a single sentence."""
    form = plan.request.form
    alone = _decides(plan) and form.short and form.sentences == 1
    return replace(form, sentences=None, short=False) if alone else form


def _of_what_is_wanted(plan: Plan, topic: Topic) -> tuple[Block, ...]:
    """Return what the piece asks for, where somebody asks whether the author wants something."""
    return (Block(tuple(main_points(topic))),) if asks_what_is_wanted(plan.question) else ()


def _quote_asked_for(plan: Plan) -> bool:
    return plan.request.act == "quote" or bool(plan.request.form.quote) or asked_of_somebody(plan.question)


def _of_somebody_described(plan: Plan, evidence: Evidence) -> bool:
    """Tell whether the words of somebody are asked for who is described and not named, and whom it quotes."""
    question = plan.question
    if not asked_of_somebody(question) or about_somebody(question, evidence):
        return False
    return bool(nearest_speeches({}, evidence.topic.document))


def _placed(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield the end or the opening of the piece, or of the author's life, where these are asked about."""
    question, form, document = plan.question, plan.request.form, evidence.topic.document
    if end := ending(question, document):
        yield from told(blocks([end], document, leaning=False), form, ENDS)
    elif among := opening(question, document) or of_the_author(question, document):
        near = nearness_of(evidence.passages, TO_QUESTION)
        ids = frozenset(one.id for one in among)
        found = stretches(near, document, ids, far=FAR, least=min(TOLD_OF, len(ids)), most=TOLD_OF)
        yield from told(found[:1], form, MAY_BE)


def _decides(plan: Plan) -> bool:
    """Tell whether a yes or no is asked for, or which of two."""
    return plan.request.act in DECIDING or _DECIDES.search(plan.question.text) is not None


def _lead(plan: Plan, evidence: Evidence) -> Fixed:
    """Return what stands before an answer: of what is to be decided it only says that this is nearest."""
    if _decides(plan):
        return UNDECIDED
    if _of_somebody_described(plan, evidence):
        return WHOEVER
    return MAY_BE if evidence.unsure else FROM_IT


def _answering(plan: Plan, evidence: Evidence) -> tuple[Block, ...]:
    """Return what answers, the best first: the sentences themselves where so many are asked for."""
    document, most = evidence.topic.document, plan.request.form.count or LISTED
    near = nearness_of(evidence.passages, TO_QUESTION)
    if people := about_somebody(plan.question, evidence):
        return blocks(people, document, most=AROUND, room=ROOM)
    if plan.request.act == "list" and not plan.request.form.count:  # a list stands together, if anywhere
        return stretches(near, document, frozenset(near), far=FAR, least=IN_A_LIST, most=LISTED, room=ROOM)
    if 1 < most <= LISTED and (plan.request.form.count or plan.request.act == "evidence"):
        ranked = sorted(evidence.passages, key=lambda pair: -near[pair[0].id])
        best = near[ranked[0][0].id] if ranked else 0.0
        fitting = [
            passage
            for passage, _ in ranked
            if near[passage.id] >= best - FAR_IN_A_LIST and len(passage.text.split()) >= FEWEST
        ][:most]
        return blocks(each_alone(fitting), document, most=most, room=ALL_ROOM)
    quote = _quote_asked_for(plan)
    if _of_somebody_described(plan, evidence):
        speeches = nearest_speeches(near, document)
        return blocks(speeches, document, most=SPEAKERS * SPOKEN, room=ROOM, leaning=False)
    alone = plan.question.wants != "anything" or quote or plan.request.act in ALONE
    told_at_length = HAPPENED if _HAPPENED.search(plan.question.text) else TOLD_OF
    least = (
        1
        if alone
        else LEAST
        if _decides(plan)
        else told_at_length
        if plan.request.act in TOLD_AT_LENGTH
        else LEAST
    )
    twice = TWICE.search(plan.question.text) is not None
    much = twice or plan.request.act in TOLD_AT_LENGTH
    most = UNSURE if evidence.unsure else AROUND_MORE if much else AROUND
    far = ASKED_TWICE if twice else FAR
    if plan.question.wants == "amount":
        near = _with_the_next_figure(near, document, far)
    among = _own_reasons(evidence, near) if plan.request.act == "reason" else frozenset(near)
    if quote:
        among = _spoken(evidence, near) or among
    found = stretches(near, document, among, far=far, least=least, most=most)
    one_thing = plan.question.wants != "anything" or plan.request.act == "fact"
    return found[:1] if one_thing and far == FAR else found


def _with_what_is_wanted(wanted: Wants, evidence: Evidence) -> tuple[Block, ...]:
    """Return the nearest passage that has an amount or a time, if it is not far behind the nearest of all."""
    near = nearness_of(evidence.passages, TO_QUESTION)
    best = max(near.values(), default=0.0)
    having = [one for one, _ in evidence.passages if _has(wanted, one) and near[one.id] >= best - BEHIND]
    having.sort(key=lambda one: -near[one.id])
    return blocks(each_alone(having[:1]), evidence.topic.document)


def _evidence_asked_for(plan: Plan, topic: Topic) -> list[Passage]:
    """Return the passages with figures that the piece leans on most, where evidence as such is asked for."""
    asked = _STATISTICS.search(plan.question.text)
    general = plan.request.act in ("evidence", "missing evidence", "list") and (
        plan.request.whole or in_general(plan, topic)
    )
    if not asked or _decides(plan) or not (general or plan.request.form.count or plan.request.form.listed):
        return []
    reasons = main_reasons(topic, len(topic.document.passages))
    figured = [one for one in reasons if read(one.text).figures]
    return (figured or reasons)[: plan.request.form.count or plan.request.form.points or SHOWN]


def _with_the_next_figure(near: dict[int, float], document: Document, far: float) -> dict[int, float]:
    """Return how near passages are, with the one behind the nearest near, too, if it gives a figure."""
    best = max(near, key=lambda number: near[number], default=0)
    behind = best + 1
    if not document.has(behind) or document.passage(behind).paragraph != document.passage(best).paragraph:
        return near
    if not _has("amount", document.passage(behind)):
        return near
    return {**near, behind: max(near.get(behind, 0.0), near[best] - far / 2)}


def _spoken(evidence: Evidence, near: dict[int, float]) -> frozenset[int]:
    """Return the passages with somebody's words in quotation marks that are not far behind the nearest."""
    least = max(near.values(), default=0.0) - FAR
    spoken = (one for one, _ in evidence.passages if _SPOKEN.search(one.text) and near[one.id] >= least)
    return frozenset(one.id for one in spoken)


def _own_reasons(evidence: Evidence, near: dict[int, float]) -> frozenset[int]:
    """Return the passages that may say why the author thinks so: not what the author wants, nor opponents.

    All of them where none of the author's comes near.
    """
    topic = evidence.topic
    at_issue = issue(topic)
    wanted = {one.id for one in (*main_points(topic), *([at_issue] if at_issue else ()))}
    own = frozenset(near) - opposing(topic) - wanted
    best, best_own = max(near.values(), default=0.0), max((near[one] for one in own), default=0.0)
    return own if best_own >= best - AHEAD else frozenset(near)


def _surely_answered(evidence: Evidence) -> bool:
    return any(nearness(score, TO_QUESTION) >= SURELY for _, score in evidence.passages)


def _mentions(there: list[Passage], plan: Plan, topic: Topic) -> Iterator[Draft]:
    """Yield where the op-ed speaks of what a reader asks whether it does, or that it does not."""
    if not there:
        yield NOT_SAID
        return
    yield from told(blocks(each_alone(there[:NEAR]), topic.document), plan.request.form, SPEAKS_OF_IT)


def _granted(plan: Plan, topic: Topic) -> Iterator[Draft]:
    """Yield what the author grants, or that it is nothing; behind a yes where that is asked."""
    runs = granted_runs(topic)
    if not runs and plan.request.act not in WEAK:
        yield NOT_GRANTED
        return
    if is_reviewed(topic) and OPENS_YES_NO.match(plan.question.text.strip()):
        yield YES
    found = blocks(runs, topic.document, most=ALL_GRANTED, room=GRANTED_ROOM, leaning=False)
    yield from told(found, plan.request.form, GRANTS.of(topic))
    if plan.request.act in WEAK:
        weak = told_pressed(pressed(topic, PRESSED, hardest=True), NO_FORM)
        yield from (replace(one, side="against") for one in weak)


def _near(evidence: Evidence, document: Document) -> Iterator[Draft]:
    likest = sorted(evidence.passages, key=lambda pair: -nearness(pair[1], TO_QUESTION))
    near = [passage for passage, score in likest[:1] if score.similarity >= LIKE]
    if near:
        yield NEAREST
        yield from told(blocks(each_alone(near), document, most=NEAR), NO_FORM)


def _has(wanted: Wants, passage: Passage) -> bool:
    """Tell whether a passage holds an amount or a time, where the question wants one."""
    if wanted == "anything":
        return True
    kinds = AMOUNTS if wanted == "amount" else DATES
    spans = wanted != "amount" and _SPAN.search(passage.text.lower()) is not None
    return spans or any(figure.kind in kinds for figure in read(passage.text).figures)


def _asked_for(plan: Plan, topic: Topic) -> list[Passage]:
    """Return where the author asks for something, where that is asked of the piece as a whole."""
    act, request = plan.request.act, plan.request
    if act == "list" and plan.question.seeks_advice:
        return asked_for(topic)
    if act == "recommendation" and (request.whole or asks_all_that_is_wanted(plan.question)):
        return list(dict.fromkeys([*main_points(topic), *asked_for(topic)]))
    return []
