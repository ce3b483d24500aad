"""An answer made of claims and passages, where none was prepared: what is asked for first, then why.

Where none was found, either that is said, or what comes nearest is given as such: not both, since what is
near may be what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.evidence.another_thing import strange_words
from bot.evidence.gather import CLOSE, Evidence
from bot.request.form import Form
from bot.request.plan import Plan
from bot.request.question import Question
from bot.request.request import Request
from bot.statement import Fixed, Statement, as_prepared
from bot.writers import Draft
from bot.writers.embedded.piece_as_a_whole import all_recommended, recommended
from bot.writers.embedded.prepared_answer import LISTED_FROM, in_form, laid_out
from bot.writers.embedded.telling import Telling
from knowledge.argument_map import ArgumentMap, Claim, other_side
from knowledge.figures import find_figures
from knowledge.playbook import Answer
from knowledge.search import Scored

MOST = 3  # reports in an answer
LISTED = 6  # of a list
FIGURED = 10  # of a list of figures
_COUNTED = re.compile(
    r"\b(?:numbers?|figures?|statistics?|stats|dates?|years?|amounts?|sums?)\b", re.IGNORECASE
)
_ALSO = re.compile(r"It also says: (“[^“”]+”)")
NEAR_FROM = 0.35  # likeness to a question from which a claim is worth telling where none surely answers
NEXT = 0.25  # of the best score: a claim so close is told where more are asked for than surely answer
NEAREST_MOST = 2  # such claims, and sentences of an answer that was prepared, that are told
NOT_SAID = Fixed("I find no answer to that in the op-ed.")
NOT_SO = Fixed("The op-ed does not say that.")
NO = Fixed("Not according to the op-ed.")
YES = Fixed("Yes.")
NEAREST = Fixed("This is the closest I can find in the op-ed.")
WHICH_ONE = Fixed("I am not sure what you mean. Perhaps one of these?")

Ranked = Sequence[tuple[Claim, Scored]]


def compose(plan: Plan, evidence: Evidence, argument_map: ArgumentMap) -> Iterator[Draft]:
    """Yield an answer to a request from the claims that answer it."""
    document = evidence.topic.document
    telling = Telling(document, context=not plan.request.form.listed)
    if evidence.corrections:
        yield from corrected(plan, evidence, argument_map)
        return
    asks_for_all = plan.request.act == "list" and plan.question.seeks_advice
    if ((plan.request.act == "recommendation" and plan.request.whole) or asks_for_all) and (
        argument_map.recommendations
    ):
        asked = all_recommended if asks_for_all else recommended
        yield from shaped(asked(argument_map, document), plan.request)
        return
    if evidence.thin and not (plan.request.act == "list" and _COUNTED.search(plan.question.text)):
        yield from _absent(plan.question, plan.request, evidence, telling)
        return
    if plan.request.act == "yes-no" and evidence.affirmed:
        yield YES
    chosen = _filled(_chosen(plan, evidence, argument_map), plan.request.form.count or 0, evidence.claims)
    # a figure or a date answers alone
    onward = plan.question.wants == "anything" and (len(chosen) == 1 or not plan.request.form.listed)
    told = (
        one for place, claim in enumerate(chosen) for one in telling.tell(claim, onward=onward and not place)
    )
    form = plan.request.form
    listed = form.listed or form.count or plan.request.act in ("list", "evidence")
    yield from shaped(told if listed else islice(told, MOST), plan.request)


def corrected(plan: Plan, evidence: Evidence, argument_map: ArgumentMap) -> Iterator[Draft]:
    """Yield that the op-ed does not say what a message takes for given, and what it does say.

    An answer that rests on that, and follows, says it itself.
    """
    yield NO if plan.request.act == "yes-no" and plan.kind == "answer" else NOT_SO
    told = evidence.prepared.cites if evidence.prepared else frozenset[int]()
    telling = Telling(evidence.topic.document)
    for one in dict.fromkeys(correction.claim for correction in evidence.corrections):
        claim = argument_map.by_id[one]
        other_sides = plan.side is not None and claim.helps == other_side(plan.side)
        if not told.issuperset(claim.passages) and not other_sides:
            yield from telling.tell(claim)


def shaped(drafts: Iterable[Draft], request: Request) -> Iterator[Draft]:
    """Yield as many sentences as the form of a request has room for, as a list where one is asked for."""
    form, said = request.form, list(drafts)
    if form.count or form.brief:
        said = said[: form.count or 1]
    while form.words and len(said) > 1 and sum(len(one.text.split()) for one in said) > form.words:
        said.pop()
    listed = form.listed or form.points or (request.act == "list" and len(said) >= LISTED_FROM)
    statements = [one for one in said if isinstance(one, Statement)]
    if listed and len(statements) > 1:
        statements = [statements[0], *map(_bare, statements[1:])]
    if listed and form.layout != "prose" and len(statements) > 1:
        yield from laid_out(statements, form)
        yield from (one for one in said if not isinstance(one, Statement))
    else:
        yield from said


def _bare(statement: Statement) -> Statement:
    """Return a quotation in a list without the words that lead up to it: the first point has them."""
    quoted = _ALSO.fullmatch(statement.text)
    return replace(statement, text=quoted[1]) if quoted else statement


def in_a_paragraph(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts with the first as the begin of a paragraph, unless it opens a list."""
    for place, draft in enumerate(drafts):
        yield replace(draft, layout="paragraph") if place == 0 and draft.layout == "run on" else draft


def _absent(question: Question, request: Request, evidence: Evidence, telling: Telling) -> Iterator[Draft]:
    """Yield what may have been meant, what comes nearest, or that nothing was found."""
    if evidence.choices:
        yield WHICH_ONE
        told = [as_prepared(answer.short[-1]) for answer in evidence.choices]
        yield from laid_out(told, Form(layout="bullets"))
        return
    if evidence.nearest:
        yield NEAREST
        yield from nearest(evidence.nearest, request)
        return
    likest = sorted(evidence.claims, key=lambda pair: -pair[1].similarity)[:NEAREST_MOST]
    near = [claim for claim, score in likest if score.similarity >= NEAR_FROM]
    if not near or strange_words(question, evidence.topic):
        yield NOT_SAID
        return
    yield NEAREST
    yield from (one for claim in near for one in telling.tell(claim))


def nearest(answer: Answer, request: Request) -> Iterator[Statement]:
    """Yield an answer that may not be the one that was meant, whole: what was meant may stand at its end."""
    yield from in_form(answer, request, led=False)


def _chosen(plan: Plan, evidence: Evidence, argument_map: ArgumentMap) -> list[Claim]:
    """Return the claims that an act asks for: the best one, and what it leads to in the map."""
    ranked = evidence.claims
    best, act = ranked[0][0], plan.request.act
    if act == "list" and _COUNTED.search(plan.question.text):
        return _with_figures(argument_map) or _near(ranked, LISTED)
    if act == "reason":
        return _reasons(best, ranked, argument_map)
    if act == "consequence":
        return _chain(best, argument_map)
    if act in ("list", "evidence") or plan.request.form.points:
        return _near(ranked, plan.request.form.points or LISTED)
    return _near(ranked, MOST)


def _filled(chosen: list[Claim], count: int, ranked: Ranked) -> list[Claim]:
    """Return the claims with those that come next, up to as many as are asked for."""
    best = ranked[0][1].score
    more = [claim for claim, score in ranked if claim not in chosen and score.score >= NEXT * best]
    return [*chosen, *more[: max(0, count - len(chosen))]]


def _with_figures(argument_map: ArgumentMap) -> list[Claim]:
    """Return the claims that have a figure or a date, in reading order."""
    figured = [claim for claim in argument_map.claims if find_figures(claim.says)]
    return sorted(figured, key=lambda claim: claim.passages)[:FIGURED]


def _near(ranked: Ranked, most: int) -> list[Claim]:
    """Return the best claim, and those so close behind that they may be what was asked for."""
    best = ranked[0][1].score
    return [ranked[0][0], *(claim for claim, score in ranked[1:most] if score.score >= CLOSE * best)]


def _reasons(best: Claim, ranked: Ranked, argument_map: ArgumentMap) -> list[Claim]:
    """Return what supports the claim that is asked about, the nearest to the question first.

    The claim itself, where it gives a cause or nothing supports it.
    """
    place = {claim.id: number for number, (claim, _) in enumerate(ranked)}
    behind = [claim for claim in argument_map.claims if best.id in claim.supports]
    behind.sort(key=lambda claim: place.get(claim.id, len(place)))
    near = [claim for claim in _near(ranked, MOST) if claim.id != best.id]
    said = [best, *near] if best.kind == "cause" or not behind else [best, *behind]
    return list(dict.fromkeys(said))[:MOST]


def _chain(best: Claim, argument_map: ArgumentMap) -> list[Claim]:
    """Return what follows from a claim, step by step, as far as the map tells; no recommendation."""
    chain = [best]
    while len(chain) < MOST:
        following = [argument_map.by_id[one] for one in chain[-1].supports]
        step = next((claim for claim in following if claim.kind == "prediction" and claim not in chain), None)
        if step is None:
            break
        chain.append(step)
    return chain
