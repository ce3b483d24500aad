"""An answer about an op-ed that nobody has prepared: what it says on what is asked, in its own words.

Where it is silent that is said, and what comes nearest is given as no more than near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.evidence.gather import AMOUNTS, DATES, Evidence
from bot.evidence.opposing import granted
from bot.evidence.unprepared import TO_QUESTION, nearness
from bot.request.form import NO_FORM
from bot.request.plan import Plan
from bot.request.question import Wants
from bot.statement import Fixed
from bot.writers import Draft
from bot.writers.embedded.asked_for import asked_for
from bot.writers.embedded.quoted_blocks import FEWEST, Block, blocks, each_alone, stretches, told
from knowledge.document import Document, Passage
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

FAR = 0.45  # how far behind the nearest passage another one may still answer
LEAST, AROUND = 3, 6  # sentences that are quoted of a paragraph, and in all: one alone seldom answers
LISTED, ROOM, ALL_ROOM = 8, 110, 250  # passages of a list; words of what is quoted, and of a list
NEAR, UNSURE = 2, 5  # passages that are given as only near, and where it is not sure that they answer
LIKE = 0.3  # likeness to a question from which a passage is worth giving as near
IN_WORDS = Fixed("In the author's words:", layout="paragraph")
ASKS_FOR = Fixed("What the author asks for:", layout="paragraph")
GRANTS = Fixed("What the piece grants the other side, or reports it as saying:", layout="paragraph")
WEAK = frozenset(["weakest", "missing evidence"])  # what is weak is for the reader to judge
MAY_BE = Fixed("I am not sure that the op-ed answers this. What comes nearest:", layout="paragraph")
NOT_SAID = Fixed("I find no answer to that in the op-ed.", layout="paragraph")
NO_FIGURE = Fixed("I find no figure for that in the op-ed.", layout="paragraph")
NO_DATE = Fixed("I find no date for that in the op-ed.", layout="paragraph")
NEAREST = Fixed("The nearest passage, which may be about something else:")
QUOTES_ALONE = Fixed("I can only quote this op-ed, not put it in other words.", layout="paragraph")
_MISSING: dict[Wants, Fixed] = {"amount": NO_FIGURE, "date": NO_DATE, "duration": NO_DATE}
_SPAN = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|century|centuries)\b")


def quoted_answer(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    """Yield what answers a request in the op-ed's own words, or that nothing does."""
    form, topic = plan.request.form, evidence.topic
    if form.plain or form.genre:
        yield QUOTES_ALONE
    if asked := _asked_of_the_whole(plan, topic):
        lead, passages = asked
        room = 250 if form.listed or form.points or plan.request.act == "list" else 110
        listed = form.listed or form.points or plan.request.act == "list"
        room = ALL_ROOM if listed else ROOM
        yield from told(blocks(each_alone(passages), topic.document, most=LISTED, room=room), form, lead)
        return
    wanted = plan.question.wants
    if evidence.thin:
        yield NOT_SAID
        yield from _near(evidence, topic.document)
        return
    found = _answering(plan, evidence)
    if not any(_has(wanted, passage) for block in found for passage in block.passages):
        yield _MISSING[wanted]
        yield from _near(evidence, topic.document)
        return
    yield from told(found, form, MAY_BE if evidence.unsure else IN_WORDS)


def _answering(plan: Plan, evidence: Evidence) -> tuple[Block, ...]:
    """Return what answers, the best first: the sentences themselves where so many are asked for."""
    document, most = evidence.topic.document, plan.request.form.count or LISTED
    near = {passage.id: nearness(score, TO_QUESTION) for passage, score in evidence.passages}
    if 1 < most <= LISTED and (plan.request.form.count or plan.request.act in ("list", "evidence")):
        ranked = sorted(evidence.passages, key=lambda pair: -near[pair[0].id])
        best = near[ranked[0][0].id] if ranked else 0.0
        fitting = [
            passage
            for passage, _ in ranked
            if near[passage.id] >= best - 2 * FAR and len(passage.text.split()) >= FEWEST
        ][:most]
        return blocks(each_alone(fitting), document, most=most, room=ALL_ROOM)
    alone = plan.question.wants != "anything"  # a figure or a date answers alone
    least = 1 if alone else 2 if evidence.unsure else LEAST
    most = UNSURE if evidence.unsure else AROUND
    return stretches(near, document, frozenset(near), far=FAR, least=least, most=most)


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


def _asked_of_the_whole(plan: Plan, topic: Topic) -> tuple[Fixed, list[Passage]] | None:
    """Return the passages that a question of the piece as a whole asks for, by what they do there."""
    act, request = plan.request.act, plan.request
    if (act == "list" and plan.question.seeks_advice) or (act == "recommendation" and request.whole):
        asked = asked_for(topic)
        return (ASKS_FOR, asked) if asked else None
    if act in WEAK or (act == "concession" and request.whole):
        conceded = [topic.document.passage(number) for number in granted(topic)]
        return (GRANTS, conceded) if conceded else None
    return None
