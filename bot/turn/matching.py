"""The prepared answer that may be given to a request: one that the gate passes whole, and that fits."""

from __future__ import annotations

from dataclasses import replace

from bot.evidence.another_thing import PLAINLY, SURELY, asks_for_another
from bot.evidence.argued import OF_A_CASE, weak_side
from bot.evidence.prepared import prepared_match
from bot.request.leaning import own_words
from bot.request.plan import Plan
from bot.request.subject import asked_about
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from knowledge.coverage import index_of
from knowledge.names import same_name
from knowledge.topic import Topic
from knowledge.wordings import Match

# Acts that are answered alike whichever side is argued, and the one that each side has its own use for
OF_DOCUMENT = "about the document"
FACTS = {"fact", "identify", "define", "quote", "list", OF_DOCUMENT}
VERDICTS = {"yes-no", "either-or"}
GRANTS = {"concession"}
SHOWS = {"evidence", "missing evidence"}  # that there is none is a fact, too
WEAKNESSES = {"weakest", "missing evidence"}
OF_SEVERAL = {"case", "opening", "contentions", "strongest"}  # acts of who wants several arguments
# Probability of a passage answering from which the op-ed is not called silent: of the questions of `absent`,
# one in 26 is answered so, and 16 of 25 that were wrongly taken for unanswered.
TELLS = 0.5
ABSENT_FROM = 0.7  # of an answer that the op-ed does not tell: it goes before one that tells something


def prepared_alone(planned: Plan, given: TurnInput) -> Match | None:
    """Return the answer to a part that leans on another one, where it surely has one by itself.

    A part with no more than a word of its own ("has it grown?") has none: it asks of what the other names.
    """
    if len(own_words(planned.request.alone)) < 2:
        return None
    own = replace(planned.request, text=planned.request.alone)
    question = replace(planned.question, text=planned.request.alone)
    match = prepared_for(replace(planned, request=own, question=question), given)
    return match if match and match.sure and match.told >= SURELY else None


def prepared_for(planned: Plan, given: TurnInput) -> Match | None:
    """Return the answer that may be given to a request, which the gate passes whole.

    That the op-ed does not tell is none where one of its passages seems to answer.
    """
    match = _passing(planned, given)
    if match is None or not match.answer.absent or match.certain:
        return match
    told = _tells(planned, given)
    if not told and match.probability >= ABSENT_FROM:
        return match
    other = _passing(planned, given, _absences(given.topic))
    return other if told or (other and other.sure) else match  # rather what is there, if that may be meant


def _tells(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a passage of the op-ed seems to answer a request."""
    names = [name for name in planned.question.reading.names if name.certain]
    there = index_of(given.topic.document).names
    if any(not any(same_name(name.key, key) for key in there) for name in names):
        return False
    found = given.search.answer(asked_about(planned.question.resolved)).passages[:1]
    return bool(found) and found[0].score >= TELLS


def _absences(topic: Topic) -> frozenset[str]:
    """Return the ids of the answers that the op-ed does not tell."""
    answers = topic.playbook.answers if topic.playbook else ()
    return frozenset(answer.id for answer in answers if answer.absent)


def _passing(planned: Plan, given: TurnInput, without: frozenset[str] = frozenset()) -> Match | None:
    match = prepared_match(planned, given.wordings, given.topic.document, without)
    if match is None or planned.kind == "both" or (planned.kind == "self" and not match.verbatim):
        return None
    if asks_for_another(planned.question, planned.request.act, match, given.topic):
        return None
    if asks_of_document(planned) and not (match.certain or OF_DOCUMENT in match.answer.acts):
        return None
    if planned.kind == "outside" and not (match.verbatim or (match.sure and match.told >= SURELY)):
        return None
    if planned.kind in ("argue", "which case") and not _neutral(match, planned):
        return None
    if planned.talks and not match.sure:
        return None
    return match if passes(match.answer, given.topic) else None


def asks_of_document(planned: Plan) -> bool:
    """Tell whether something is plainly asked of the document itself: who wrote it, where it was printed."""
    return planned.request.act == OF_DOCUMENT and planned.request.sure >= PLAINLY


def _neutral(match: Match, planned: Plan) -> bool:
    """Tell whether an argument is not what answers a message best: it asks for a fact, or what is granted."""
    acts = match.answer.acts
    if planned.request.form.genre or planned.request.form.labels:  # what is to be written is a case
        return False
    if planned.request.act in OF_SEVERAL and (planned.request.form.points or 1) > 1:
        return False  # and so are so many arguments
    if planned.question.mode == "ask":
        asked_of_the_opeds = planned.request.act not in WEAKNESSES or weak_side(planned) == "for"
        told = match.told >= PLAINLY or planned.request.act not in OF_SEVERAL - {"strongest"}
        speech = planned.request.act in OF_A_CASE  # to be given, unless something else is plainly meant
        certain = match.certain and (match.verbatim or not speech or planned.request.sure < PLAINLY)
        plain = certain or (match.sure and told and not speech)
        return asked_of_the_opeds and (planned.request.act in acts or plain)
    asks_fact = planned.request.act in FACTS or (planned.request.act in VERDICTS and match.told >= PLAINLY)
    asks_fact |= match.answer.absent and planned.request.act in SHOWS
    return match.certain and (asks_fact or bool(GRANTS & {*acts}))
