"""A plan to its evidence: the claims, passages and lines that bear on it, and whether they suffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from bot.evidence.affirmation import affirms
from bot.evidence.own_words import OWN_ARGUMENT, own_words
from bot.evidence.presupposition import Correction, corrections_of, foreign_figures
from bot.evidence.unprepared import (
    ANSWERS_FROM,
    MAY_ANSWER_FROM,
    NEAR_FROM,
    TO_QUESTION,
    nearness,
    strange_word,
    together,
    unprepared,
    with_figures_first,
    wordings,
)
from bot.evidence.untold import untold
from bot.request.plan import Plan
from bot.request.question import Question, Wants
from bot.request.subject import asked_about
from bot.statement import Fixed
from knowledge.argument_map import ArgumentLine, Claim
from knowledge.coverage import index_of
from knowledge.document import Passage
from knowledge.names import Name, find_names, same_name
from knowledge.playbook import Answer, Block
from knowledge.rounding import settled
from knowledge.search import Scored, SearchResult
from knowledge.sentence_analysis import Reading, read
from knowledge.topic import Topic

if TYPE_CHECKING:
    from bot.evidence.excluded import Excluded

ANSWERED_FROM = 0.05  # probability from which a claim or passage is taken to answer a question
# Of a score: what an answer of the hoped kind gains; what advice gains that is sought, and loses that is not
KIND_MET, ADVICE = 0.1, 0.15
ARGUED_FROM = 0.4  # score of a claim or line that an argument about it comes near
CLOSE = 0.5  # of the best score: claims so close may hold the answer too, or matter to it
EVERYWHERE_FROM = 0.45  # share of the passages from which a name that they have is what the text is about
# Acts that ask for one thing, which an answer has or has not
FOR_ONE_THING = frozenset(["fact", "yes-no", "either-or", "identify", "define"])
DATES = ("day", "month", "year", "decade", "ordinal")
AMOUNTS = ("money", "percent", "number", "ordinal")


class Search(Protocol):
    """What the step needs: claims, passages and lines of argument, best first."""

    def find(self, query: str) -> SearchResult:
        """Return what comes near the query."""
        ...

    def answer(self, question: str) -> SearchResult:
        """Return what answers the question, read beside it."""
        ...


@dataclass(frozen=True)
class Evidence:
    """What a writer draws on.

    `thin` says in a few words why the document does not answer, where it does not. `prepared` is the answer
    of the playbook that was asked for, where there is one; where it is `unsure`, another may have been meant,
    where it is but the nearest that a side has, it is `far`, and where it is not `led`, its yes or no is left
    out. `block` meets the argument that was given. `nearest`
    is the answer that comes nearest to a question that the document does not answer; `choices` are answers to
    what may have been meant. `affirmed` says that the first claim plainly says yes. `unanswered` places a
    part without answer, `told_above` one told before. What is `excluded` is not to be spoken of. `comebacks`
    meet the answers of the block, each in its place. `first` is what a side says first to a question.
    """

    topic: Topic
    claims: tuple[tuple[Claim, Scored], ...] = ()
    passages: tuple[tuple[Passage, Scored], ...] = ()
    lines: tuple[tuple[ArgumentLine, float], ...] = ()
    corrections: tuple[Correction, ...] = ()
    thin: str = ""
    prepared: Answer | None = None
    block: Block | None = None
    unsure: bool = False
    far: bool = False
    led: bool = True
    nearest: Answer | None = None
    choices: tuple[Answer, ...] = ()
    affirmed: bool = False
    unanswered: int = 0
    told_above: bool = False
    excluded: Excluded | None = None
    comebacks: tuple[Block, ...] = ()
    first: Fixed | None = None

    @classmethod
    def of_all(cls, parts: Sequence[Evidence]) -> Evidence:
        """Return the evidence of several requests together; it is thin where that of each one is."""
        first = parts[0]
        if len(parts) == 1:
            return first
        prepared = [part.prepared for part in parts if part.prepared]
        absent = [answer for answer in prepared if answer.absent]
        return cls(
            first.topic,
            tuple({pair[0].id: pair for part in reversed(parts) for pair in part.claims}.values()),
            tuple({pair[0].id: pair for part in reversed(parts) for pair in part.passages}.values()),
            first.lines,
            tuple(correction for part in parts for correction in part.corrections),
            first.thin if all(part.thin for part in parts) else "",
            absent[0] if len(absent) == len(parts) else None,
        )

    def passages_of(self, claim: Claim) -> tuple[Reading, ...]:
        """Return the passages of a claim, read."""
        return tuple(read(self.topic.document.passage(number).text) for number in claim.passages)


def gather(plan: Plan, search: Search, topic: Topic) -> Evidence:
    """Return the evidence for a plan. Conversation needs none."""
    if plan.talks:
        return Evidence(topic)
    query = asked_about(plan.question.resolved)
    if unprepared(topic):
        result = together(tuple(search.answer(words) for words in wordings(plan)))
    else:
        result = search.answer(query) if plan.kind == "answer" else search.find(query)
    passages = tuple((topic.document.passage(int(hit.id)), hit) for hit in result.passages)
    passages = tuple(pair for pair in passages if pair[0].id not in plan.question.known) or passages
    if topic.argument_map is None:
        return _sounded(plan, Evidence(topic, passages=passages))
    claims = untold(
        tuple((topic.argument_map.by_id[hit.id], hit) for hit in result.claims), plan.question.known
    )
    evidence = Evidence(topic, claims, passages, _lines(topic, result))
    return _sounded(plan, evidence) if unprepared(topic) else _judged(plan, evidence)


def _sounded(plan: Plan, evidence: Evidence) -> Evidence:
    """Return evidence about an op-ed that nobody has prepared, with how surely its passages answer."""
    if plan.kind != "answer":
        return evidence
    evidence = replace(evidence, passages=with_figures_first(plan.question, evidence.passages))
    sure = max((score.score for _, score in evidence.passages), default=0.0)
    near = max((nearness(score, TO_QUESTION) for _, score in evidence.passages), default=0.0)
    doubtful = MAY_ANSWER_FROM <= sure < ANSWERS_FROM
    thin = "" if sure >= MAY_ANSWER_FROM else "no passage answers the question"
    strange = strange_word(plan.question, evidence.topic)
    if doubtful and strange and plan.request.act in FOR_ONE_THING:
        thin = f"the op-ed does not use the word {strange!r}"
    return replace(evidence, thin=thin, unsure=doubtful and near < NEAR_FROM and not thin)


def _judged(plan: Plan, evidence: Evidence) -> Evidence:
    """Return the evidence with the correction that it calls for, or with the reason why it is thin."""
    assert evidence.topic.argument_map is not None
    if plan.kind == "overview":
        return evidence
    if plan.kind != "answer":
        thin = "" if _arguable(plan.question, evidence) else "the op-ed does not argue about that"
        return Evidence(evidence.topic, evidence.claims, evidence.passages, evidence.lines, (), thin)
    fitting = _answers_first(plan.question, _fitting(plan.question, evidence), evidence)
    corrections = corrections_of(
        plan.question, evidence.topic.argument_map, fitting, evidence.claims, evidence.passages_of
    )
    thin = "" if corrections else _thin(plan.question, fitting, evidence)
    affirmed = (
        plan.request.act == "yes-no" and not corrections and not thin and _affirmed(plan, fitting, evidence)
    )
    kept = fitting or evidence.claims  # what comes nearest, though it lacks a name
    return Evidence(
        evidence.topic, kept, evidence.passages, evidence.lines, corrections, thin, affirmed=affirmed
    )


def _affirmed(plan: Plan, fitting: tuple[tuple[Claim, Scored], ...], evidence: Evidence) -> bool:
    claim, score = fitting[0]
    index = index_of(evidence.topic.document)
    return affirms(plan.question, claim, score.score, evidence.passages_of(claim), index)


def _fitting(question: Question, evidence: Evidence) -> tuple[tuple[Claim, Scored], ...]:
    """Return the claims that have every name of the question, in their wordings or passages.

    Of a question that takes nothing for given, only names that the document lacks count: whether a passage
    that leaves out one of the others answers, its reader has told.
    """
    index = index_of(evidence.topic.document)
    listed = frozenset(person.name.lower() for person in question.names)
    found = index.names_in(EVERYWHERE_FROM) if question.presumes else index.names | listed
    wanted = [
        name
        for name in question.reading.names
        if name.certain and not any(same_name(name.key, key) for key in found)
    ]
    return tuple(
        (claim, score)
        for claim, score in evidence.claims
        if all(_has_name(claim, evidence, name) for name in wanted)
    )


def _answers_first(
    question: Question, claims: tuple[tuple[Claim, Scored], ...], evidence: Evidence
) -> tuple[tuple[Claim, Scored], ...]:
    """Return the claims with those ahead that answer in kind.

    A figure where one is hoped for, advice where it is sought and none where it is not.
    """
    best = max((score.score for _, score in claims), default=0.0)

    def rank(pair: tuple[Claim, Scored]) -> float:
        claim, score = pair
        met = (
            sum(_has_wanted(wants, [claim], evidence) for wants in question.hopes_for)
            if score.score >= CLOSE * best
            else 0
        )
        advises = claim.kind == "recommendation"
        advice = (ADVICE if question.seeks_advice else -ADVICE) if advises else 0.0
        return -settled(score.score + KIND_MET * met + advice)

    return tuple(sorted(claims, key=rank))


def _has_name(claim: Claim, evidence: Evidence, name: Name) -> bool:
    texts = (
        claim.says,
        *claim.asked,
        *(evidence.topic.document.passage(number).text for number in claim.passages),
    )
    return any(same_name(name.key, other.key) for text in texts for other in _names_in(text))


@lru_cache(maxsize=4096)
def _names_in(text: str) -> tuple[Name, ...]:
    """Return the names of a text of the topic, found once: reading it whole would cost ten times as much."""
    return find_names(text)


def _thin(question: Question, fitting: tuple[tuple[Claim, Scored], ...], evidence: Evidence) -> str:
    if not fitting:
        return "the op-ed does not bring these names together"
    first, best = fitting[0][0], fitting[0][1].score
    asks_point = question.seeks_advice and not own_words(question)  # "What does the op-ed recommend?"
    if best < ANSWERED_FROM and not (asks_point and first.kind == "recommendation"):
        return "no claim answers the question"
    near = [claim for claim, score in fitting if score.score >= 0.95 * best]
    near += (
        [evidence.topic.argument_map.by_id[supported] for supported in near[0].supports]
        if evidence.topic.argument_map
        else []
    )
    if not _has_wanted(question.wants, near, evidence):
        return f"the op-ed gives no {'figure' if question.wants == 'amount' else 'date'} for it"
    if not question.reading.figures:
        return ""
    strange = foreign_figures(
        question, tuple(read(passage.text) for passage in evidence.topic.document.passages)
    )
    return f"the op-ed says nothing about {strange[0]}" if strange else ""


def _has_wanted(wants: Wants, claims: Sequence[Claim], evidence: Evidence) -> bool:
    """Tell whether one of the claims holds an amount or a time, where the question wants one."""
    if wants == "anything":
        return True
    kinds = AMOUNTS if wants == "amount" else DATES
    readings = [reading for claim in claims for reading in evidence.passages_of(claim)]
    if any(figure.kind in kinds for reading in readings for figure in reading.figures):
        return True
    times = _TIMES if wants == "date" else _TIMES | _SPANS
    return wants != "amount" and any(
        word.stem in times for claim in claims for word in read(claim.says).words
    )


_TIMES = frozenset(
    [
        "quick",
        "soon",
        "term",
        "current",
        "now",
        "previous",
        "spring",
        "summer",
        "autumn",
        "winter",
        "morn",
        "night",
        "noon",
    ]
)
_SPANS = frozenset(["decad", "year", "histori", "long"])  # they say how long and not when


def _arguable(question: Question, evidence: Evidence) -> bool:
    """Tell whether an argument's question belongs to the topic: something comes near it.

    One without words of its own does.
    """
    words = own_words(question)
    if not words or (len(words) == 1 and OWN_ARGUMENT.search(question.text)):
        return True
    best = max(
        [score.score for _, score in evidence.claims[:1]] + [score for _, score in evidence.lines[:1]],
        default=0.0,
    )
    return best >= ARGUED_FROM


def _lines(topic: Topic, result: SearchResult) -> tuple[tuple[ArgumentLine, float], ...]:
    """Return lines of argument by how well the query fits them.

    Their own wordings, and those of the claims that they are made of.
    """
    assert topic.argument_map is not None
    own = {hit.id: hit.score for hit in result.lines}
    claims = {hit.id: hit.score for hit in result.claims}
    scored = []
    for line in topic.argument_map.lines:
        parts = (*line.premises, *(about for attack in line.attacks for about in attack.about))
        best = sorted((claims.get(claim, 0.0) for claim in parts), reverse=True)[:2]
        scored.append((line, settled(own.get(line.id, 0.0) + 0.5 * sum(best) / max(1, len(best)))))
    return tuple(sorted(scored, key=lambda pair: -pair[1]))
