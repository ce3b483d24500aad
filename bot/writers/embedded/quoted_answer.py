"""An answer about an op-ed that nobody has prepared: what it says on what is asked, in its own words.

Where it is silent that is said, and what comes nearest is given as no more than near.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.evidence.gather import Evidence
from bot.evidence.mentions import OPENS_YES_NO, asks_what_is_granted, mentioned
from bot.evidence.opposing import agrees, granted_runs, opposing
from bot.evidence.placed import ending, of_the_author, opening
from bot.evidence.speech_runs import asks_whom_it_quotes, is_spoken, names_a_stranger
from bot.evidence.unprepared import TO_QUESTION, nearness, nearness_of
from bot.evidence.verdict import verdict
from bot.evidence.wanted import asks_all_that_is_wanted, asks_what_is_wanted
from bot.request.form import NO_FORM, Form
from bot.request.plan import Plan
from bot.request.question import Wants
from bot.statement import Fixed
from bot.writers import Draft
from bot.writers.embedded.answer_blocks import (
    ALL_ROOM,
    FAR,
    LISTED,
    ROOM,
    TOLD_OF,
    answering_blocks,
    decides,
    evidence_asked_for,
    has_wanted,
    of_somebody_described,
    quote_asked_for,
    with_what_is_wanted,
)
from bot.writers.embedded.asked_for import asked_for
from bot.writers.embedded.leads import FROM_IT, Lead, is_reviewed
from bot.writers.embedded.pressing import pressed, told_pressed
from bot.writers.embedded.quoted_against import PRESSED, WEAK
from bot.writers.embedded.quoted_blocks import Block, blocks, each_alone, stretches, told
from bot.writers.embedded.quoted_overview import main_points
from knowledge.document import Document, Passage
from knowledge.topic import Topic

NEAR = 2  # passages that are given as only near
LIKE = 0.42  # likeness to a question from which a passage is worth giving as near
ASKS_FOR = Lead(
    Fixed("What the author asks for:", layout="paragraph"),
    Fixed("Where the op-ed seems to ask for something:", layout="paragraph"),
)
GRANTS = Lead(
    Fixed("What the author grants the other side, or reports of it:", layout="paragraph"),
    Fixed("What the op-ed may grant the other side, or report of it:", layout="paragraph"),
)
DECIDED = 2  # places of a piece from which a yes or no is left to the reader
ALL_GRANTED, GRANTED_ROOM = 10, 150  # passages of what is granted, and their words
SAYS_FROM = 0.7  # probability from which what stands nearest to a yes-or-no question is given as what is said
SURELY = 1.8  # nearness from which a passage answers, though it has no word of what is asked
YES = Fixed("Yes.", layout="paragraph")
NO = Fixed("No.", layout="paragraph")
MAY_BE = Fixed("The nearest that I find:", layout="paragraph")
UNDECIDED = Fixed("I can't give a sure yes or no; the nearest that I find:", layout="paragraph")
NOT_SAID = Fixed("I find no answer to that in the op-ed.", layout="paragraph")
NOT_GRANTED = Fixed("I find nothing that the author plainly grants the other side.", layout="paragraph")
SPEAKS_OF_IT = Fixed("It does come up, in these words:", layout="paragraph")
ENDS = Fixed("It ends so:", layout="paragraph")
NO_QUOTE = Fixed("I find no quote of that person in the op-ed.", layout="paragraph")
QUOTES = Fixed("The op-ed quotes:", layout="paragraph")
WHOEVER = Fixed("I can't tell for sure whom you mean; the op-ed quotes:", layout="paragraph")
NO_FIGURE = Fixed("I find no figure for that in the op-ed.", layout="paragraph")
NO_DATE = Fixed("I find no date for that in the op-ed.", layout="paragraph")
NEAREST = Fixed("The nearest passage, which may be about something else:")
QUOTES_ALONE = Fixed("I can only quote this op-ed, not put it in other words.", layout="paragraph")
_NOT_SURE: dict[Wants, Fixed] = {
    "amount": Fixed("I find no figure that is surely for that; the nearest:", layout="paragraph"),
}
_MISSING: dict[Wants, Fixed] = {"amount": NO_FIGURE, "date": NO_DATE, "duration": NO_DATE}


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
    if shown := evidence_asked_for(plan, topic):
        yield from told(blocks(each_alone(shown), topic.document, most=LISTED, room=ALL_ROOM), form, FROM_IT)
        return
    if placed := tuple(_placed(plan, evidence)):
        yield from placed
        return
    if quote_asked_for(plan) and names_a_stranger(plan.question, topic.document):
        yield NO_QUOTE
        return
    wanted = plan.question.wants
    if evidence.thin:
        yield NOT_SAID
        yield from _near(evidence, topic.document)
        return
    found = answering_blocks(plan, evidence)
    if decides(plan) and not asks_whom_it_quotes(plan.question):
        found = _of_what_is_wanted(plan, topic) + found[:DECIDED]
    if not any(has_wanted(wanted, passage) for block in found for passage in block.passages):
        found = with_what_is_wanted(wanted, evidence)
    if not found:
        yield _MISSING[wanted]
        yield from _near(evidence, topic.document)
        return
    if plain := _plain_word(plan, evidence, found[0]):
        yield plain
    yield from told(found, form, FROM_IT if plain else _lead(plan, evidence))


def _said_by_the_author(evidence: Evidence) -> bool:
    """Tell whether the passage that surely answers is none of an opponent's."""
    best, score = max(evidence.passages, key=lambda pair: pair[1].score)
    return score.score >= SAYS_FROM and best.id not in opposing(evidence.topic) and not is_spoken(best)


def _plain_word(plan: Plan, evidence: Evidence, shown: Block) -> Fixed | None:
    """Return the yes or no that the best passage says by itself; None where a reader has to judge.

    It has to be among those that are `shown` behind the word.
    """
    best = max(evidence.passages, key=lambda pair: pair[1].score, default=None)
    if best is None or best[0] not in shown.passages:
        return None
    said = verdict(plan.question, best[0], best[1].score, evidence.topic)
    return {"yes": YES, "no": NO, None: None}[said]


def _form(plan: Plan) -> Form:
    """Return the form that is wanted; a "yes or no" that cannot be given is no wish for a single sentence."""
    form = plan.request.form
    alone = decides(plan) and form.short and form.sentences == 1
    return replace(form, sentences=None, short=False) if alone else form


def _of_what_is_wanted(plan: Plan, topic: Topic) -> tuple[Block, ...]:
    """Return what the piece asks for, where somebody asks whether the author wants something."""
    return (Block(tuple(main_points(topic))),) if asks_what_is_wanted(plan.question) else ()


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


def _lead(plan: Plan, evidence: Evidence) -> Fixed:
    """Return what stands before an answer: of what is to be decided it only says that this is nearest."""
    if asks_whom_it_quotes(plan.question) and of_somebody_described(plan, evidence):
        return QUOTES
    if decides(plan):
        return FROM_IT if _said_by_the_author(evidence) and not plan.request.form.short else UNDECIDED
    if of_somebody_described(plan, evidence):
        return WHOEVER
    if evidence.unsure:
        return _NOT_SURE.get(plan.question.wants, MAY_BE)
    return FROM_IT


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
    granted = is_reviewed(topic) or any(agrees(one) for run in runs for one in run)
    if granted and OPENS_YES_NO.match(plan.question.text.strip()):
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


def _asked_for(plan: Plan, topic: Topic) -> list[Passage]:
    """Return where the author asks for something, where that is asked of the piece as a whole."""
    act, request = plan.request.act, plan.request
    if act == "list" and plan.question.seeks_advice:
        return asked_for(topic)
    if act == "recommendation" and (request.whole or asks_all_that_is_wanted(plan.question)):
        return list(dict.fromkeys([*main_points(topic), *asked_for(topic)]))
    return []
