"""Which passages of an op-ed that nobody has prepared answer a question, as blocks that can be read."""

from __future__ import annotations

import re

from bot.evidence.gather import AMOUNTS, DATES, Evidence
from bot.evidence.main_point import issue
from bot.evidence.opposing import opposing
from bot.evidence.own_words import in_general
from bot.evidence.somebody import about_somebody
from bot.evidence.speech_runs import SPEAKERS, SPOKEN, asked_of_somebody, is_spoken, nearest_speeches
from bot.evidence.unprepared import TO_QUESTION, nearness_of
from bot.evidence.wanted import asks_why_the_author
from bot.request.plan import Plan
from bot.request.question import Wants
from bot.writers.embedded.quoted_blocks import FEWEST, Block, blocks, each_alone, stretches
from bot.writers.embedded.quoted_overview import main_points, main_reasons, reasons_shown
from knowledge.document import Document, Passage
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

FAR, FAR_IN_A_LIST = 0.35, 0.9  # how far behind the nearest passage another one may still answer
LEAST, AROUND = 2, 3  # sentences that are quoted of a paragraph, and in all: one alone seldom answers
AROUND_MORE = 5  # sentences in all where two things are asked, or why
TOLD_OF, ASKED_TWICE = 3, 0.6  # sentences of what happened or why; how far the second answer may be behind
LISTED, ROOM, ALL_ROOM = 8, 110, 250  # passages of a list; words of what is quoted, and of a list
UNSURE = 3  # passages where it is not sure that they answer
SURE = 0.7  # probability from which the end of a paragraph answers by itself
AHEAD = 0.2  # how far behind the nearest passage a reason of the author's own may be
BEHIND = 0.6  # how far behind the nearest passage one may be that has the figure or the date
_HAPPENED = re.compile(r"\bhappen|\bturn(?:ed)? out\b|\bhow did .* go\b", re.IGNORECASE)
HAPPENED, SCENES = 5, 3  # sentences of what happened; paragraphs that tell of it, where it is a story
SHOWN = 4  # passages that show what the piece claims
_STATISTICS = re.compile(r"\b(?:statistics?|stats|figures|numbers|evidence|data|facts)\b", re.IGNORECASE)
IN_A_LIST = 5  # sentences in which a list is looked for
ALONE = frozenset(["fact", "quote"])  # one sentence answers
DECIDING = frozenset(["yes-no", "either-or"])
TOLD_AT_LENGTH = frozenset(["reason", "consequence", "define", "evidence"])
TWICE = re.compile(
    r"\band (?:on |in |for |at )?(?:what|who|why|how|when|where|did|does|has|have|is|was)\b|\?.+\?",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?:^|[.?!;,] )(?:(?:so|and|but) )?(?:is|are|does|do|did|has|have|was|were"
    r"|can(?! you)|could(?! you)|will(?! you)|would(?! you)|should)\b"
    r"[^.!?]*(?:\?|$)|\byes or no\b|\bright\?$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|century|centuries)\b")


def answering_blocks(plan: Plan, evidence: Evidence) -> tuple[Block, ...]:
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
    quote = quote_asked_for(plan)
    if of_somebody_described(plan, evidence):
        speeches = nearest_speeches(near, document)
        return blocks(speeches, document, most=SPEAKERS * SPOKEN, room=ROOM, leaning=False)
    alone = plan.question.wants != "anything" or quote or plan.request.act in ALONE
    happened = _HAPPENED.search(plan.question.text) is not None
    if happened and (story := _what_happened(near, evidence.topic)):
        return story
    if plan.request.act == "reason" and asks_why_the_author(plan.question):
        return _why(evidence, near)
    at_length = plan.request.act in TOLD_AT_LENGTH and not decides(plan)
    least = (
        1 if alone or (decides(plan) and _ends_surely(evidence, near)) else TOLD_OF if at_length else LEAST
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


def _what_happened(near: dict[int, float], topic: Topic) -> tuple[Block, ...]:
    """Return what tells of it, wherever a story goes on with it; nothing where few places tell it."""
    document = topic.document
    best = max(near.values(), default=0.0)
    own = (one for one in near if one not in opposing(topic) and near[one] >= best - ASKED_TWICE)
    telling = [document.passage(one) for one in sorted(own, key=lambda one: -near[one])]
    if len({one.paragraph for one in telling[:HAPPENED]}) < SCENES:
        return ()
    return blocks(each_alone(telling), document, most=HAPPENED, room=ROOM)


def _why(evidence: Evidence, near: dict[int, float]) -> tuple[Block, ...]:
    """Return the author's main reasons, those nearest to the question before the others."""
    reasons = reasons_shown(evidence.topic, SHOWN)
    reasons.sort(key=lambda run: -max(near.get(one.id, 0.0) for one in run))
    return blocks(reasons, evidence.topic.document, most=AROUND_MORE, room=ALL_ROOM)


def _ends_surely(evidence: Evidence, near: dict[int, float]) -> bool:
    """Tell whether the nearest passage surely answers and stands at the end of its paragraph."""
    best, score = max(evidence.passages, key=lambda pair: near[pair[0].id])
    document, behind = evidence.topic.document, best.id + 1
    last = not document.has(behind) or document.passage(behind).paragraph != best.paragraph
    return last and score.score >= SURE


def with_what_is_wanted(wanted: Wants, evidence: Evidence) -> tuple[Block, ...]:
    """Return the nearest passage that has an amount or a time, if it is not far behind the nearest of all."""
    near = nearness_of(evidence.passages, TO_QUESTION)
    best = max(near.values(), default=0.0)
    having = [
        one for one, _ in evidence.passages if has_wanted(wanted, one) and near[one.id] >= best - BEHIND
    ]
    having.sort(key=lambda one: -near[one.id])
    return blocks(each_alone(having[:1]), evidence.topic.document)


def evidence_asked_for(plan: Plan, topic: Topic) -> list[Passage]:
    """Return the passages with figures that the piece leans on most, where evidence as such is asked for."""
    asked = _STATISTICS.search(plan.question.text)
    general = plan.request.act in ("evidence", "missing evidence", "list") and (
        plan.request.whole or in_general(plan, topic)
    )
    if not asked or decides(plan) or not (general or plan.request.form.count or plan.request.form.listed):
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
    if not has_wanted("amount", document.passage(behind)):
        return near
    return {**near, behind: max(near.get(behind, 0.0), near[best] - far / 2)}


def _spoken(evidence: Evidence, near: dict[int, float]) -> frozenset[int]:
    """Return the passages with somebody's words in quotation marks that are not far behind the nearest."""
    least = max(near.values(), default=0.0) - FAR
    spoken = (one for one, _ in evidence.passages if is_spoken(one) and near[one.id] >= least)
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


def has_wanted(wanted: Wants, passage: Passage) -> bool:
    """Tell whether a passage holds an amount or a time, where the question wants one."""
    if wanted == "anything":
        return True
    kinds = AMOUNTS if wanted == "amount" else DATES
    spans = wanted != "amount" and _SPAN.search(passage.text.lower()) is not None
    return spans or any(figure.kind in kinds for figure in read(passage.text).figures)


def quote_asked_for(plan: Plan) -> bool:
    """Tell whether somebody's own words are asked for."""
    return plan.request.act == "quote" or bool(plan.request.form.quote) or asked_of_somebody(plan.question)


def of_somebody_described(plan: Plan, evidence: Evidence) -> bool:
    """Tell whether the words of somebody are asked for who is described and not named, and whom it quotes."""
    question = plan.question
    if not asked_of_somebody(question) or about_somebody(question, evidence):
        return False
    return bool(nearest_speeches({}, evidence.topic.document))


def decides(plan: Plan) -> bool:
    """Tell whether a yes or no is asked for, or which of two."""
    return plan.request.act in DECIDING or _DECIDES.search(plan.question.text) is not None
