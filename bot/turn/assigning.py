"""What is to be written about each request: the answer prepared for it, a case, or what the document has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.argued import asks_for_interest, block_for, comebacks_to
from bot.evidence.gather import Evidence, gather
from bot.evidence.own_words import in_general
from bot.evidence.presupposition import ANOTHER_NAME, misread
from bot.evidence.unprepared import unprepared
from bot.request.asked import PLAINLY_WHOLE
from bot.request.parts import asks_something
from bot.request.plan import Plan, plan_of_whole, plans
from bot.request.question import Question
from bot.request.reading import asks_who_wrote
from bot.turn.as_one import ARGUES, as_one
from bot.turn.asked_of_a_side import as_reader, told_instead
from bot.turn.block_or_answer import block_heard
from bot.turn.first_said import with_first_word
from bot.turn.following import hedged_last, judged, last_sources, only_says, sides_compared, told_before
from bot.turn.for_study import as_study, studies
from bot.turn.in_context import in_context
from bot.turn.in_person import in_person
from bot.turn.leaving_out import leaving_out, told_without
from bot.turn.matching import (
    FACTS,
    GRANTS,
    SHOWS,
    VERDICTS,
    asks_of_document,
    prepared_alone,
    prepared_for,
)
from bot.turn.nearest import answered, is_outside, rather_prepared, with_nearest
from bot.turn.prepared import passes
from bot.turn.said_again import spoken_of
from bot.turn.several import each_answered, each_told, has_answer, with_open_parts
from bot.turn.speech import speech_for
from bot.turn.standing import from_standpoint
from bot.turn.tabled import in_one_table, in_table
from bot.turn.told import untold_first
from bot.turn.turn_input import TurnInput
from bot.turn.turned import points_answered
from bot.turn.weak_point import weak_point
from bot.turn.whole import rather_whole, says_to_all
from bot.writers import Assignment
from knowledge.argument_map import ArgumentMap, Side, other_side
from knowledge.playbook import Answer, Block
from knowledge.sentence_analysis import read
from knowledge.topic import Topic
from knowledge.wordings import Match

ARGUES_FROM = 0.4  # probability of the acts of who puts an argument
HARDLY = 0.05  # their probability from which what ends in no question mark may be one
NEAREST = 0.12  # probability from which a side says what is near rather than what it always says
ANSWERED = 4  # answers of a block that are met in turn, at most
STRONGLY = 0.6  # probability from which a claim that was found surely answers


def assignments(question: Question, given: TurnInput) -> list[Assignment]:
    """Return what is to be written about each request of a question, and what a side says to it first."""
    return with_first_word(_each_request(question, given), question, given)


def _each_request(question: Question, given: TurnInput) -> list[Assignment]:
    """Return what is to be written about each request of a question.

    A message that was taken apart is answered as one where that surely has an answer and a part has none.
    """
    if of_the_talk := spoken_of(question, given):
        return [*of_the_talk.parts, *(_each_request(of_the_talk.rest, given) if of_the_talk.rest else ())]
    if answered_back := points_answered(question, given):
        return answered_back
    says = only_says(question, given)
    if says == "doubts":
        return [Assignment(Plan(question, "sources", "ask"), last_sources(question, given.topic))]
    if says == "thanks":
        return [Assignment(Plan(question, "thanks", "ask"), Evidence(given.topic))]
    planned = plans(question, given.leanings, given.topic.document)
    if unprepared(given.topic):  # each question in it is read, and what is found is told once
        return [assigned(as_one(question, planned, given), given)]
    if planned[0].kind == "self" and (hedged := hedged_last(question, given.topic)):
        return [Assignment(planned[0], hedged)]
    if len(planned) == 1:
        part = _with_what_is_told(planned[0], question, given)
        if has_answer(part) or planned[0].talks or given.spare is not None:  # a model finds its own
            return [part]
        return [sides_compared(planned[0], given) or in_context(planned[0], given) or part]
    if any(one.request.apart for one in planned):
        return each_told([assigned(one, given) for one in planned])
    whole = plan_of_whole(question, given.leanings, given.topic.document)
    if laid := in_one_table((whole, *planned), given):
        return [laid]
    said = whole.kind == "argue" and question.mode != "ask" and says_to_all(whole, given)
    if said and not any(_asks_fact(one, given) for one in planned):
        return [assigned(whole, given)]
    parts, match = [assigned(one, given) for one in planned], prepared_for(whole, given)
    if match and match.certain and not _surely_apart(planned, given, match):
        return with_open_parts(assigned(whole, given), parts, given)
    return each_answered(parts, given) or [assigned(whole, given)]


def _with_what_is_told(planned: Plan, question: Question, given: TurnInput) -> Assignment:
    """Return what is written about a request: with what is told beside it, where only that has an answer."""
    if rather := rather_whole(planned, question, given):
        return assigned(rather, given)
    part = assigned(planned, given)
    settled = planned.talks or planned.request.act == "list" or question.read is not None
    settled |= question.mode == "debate"
    sure = has_answer(part) and not _tells_all_instead(part)
    if settled or planned.request.text == question.text or sure:
        return part
    whole = assigned(plan_of_whole(question, given.leanings, given.topic.document), given)
    return whole if has_answer(whole) else part


def _tells_all_instead(part: Assignment) -> bool:
    """Tell whether a request gets the whole of the piece since nothing else answers it."""
    found = part.evidence
    return bool(found.thin) and found.prepared is not None and "overview" in found.prepared.acts


def _asks_fact(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a part asks what the op-ed tells, and surely has an answer prepared."""
    if planned.request.act not in FACTS | VERDICTS | SHOWS:
        return False
    match = prepared_for(planned, given)
    return match is not None and match.certain


def _surely_apart(planned: Sequence[Plan], given: TurnInput, whole: Match) -> bool:
    """Tell whether parts of a message ask for different things that surely have an answer.

    All of them have to, where the message as a whole is all but a wording of one answer.
    """
    found = [prepared_for(one, given) for one in planned]
    answers = {match.answer.id for match in found if match and match.certain}
    return len(answers) == len(planned) or (len(answers) > 1 and not whole.verbatim)


def assigned(planned: Plan, given: TurnInput) -> Assignment:
    """Return what is to be written about a request, with what it is known to take for given wrongly.

    Where the answer was prepared for these very words, it says so itself.
    """
    part = told_without(_assigned(planned, given), given)
    argument_map, found = given.topic.argument_map, part.evidence
    foreseen = found.prepared and (_denies(found.prepared) or (found.led and part.plan.kind == "answer"))
    if argument_map is None or found.corrections or foreseen or part.plan.kind not in ("answer", "argue"):
        return part
    met = part.plan.kind == "argue" and (found.block or found.prepared)
    wrong = misread(part.plan.question, argument_map, argued=bool(met))
    if wrong is None:
        return part
    return replace(part, evidence=replace(found, corrections=(wrong,), thin="", unsure=False))


def _may_guess(planned: Plan, given: TurnInput, argument_map: ArgumentMap) -> bool:
    """Tell whether a side is given though rules are not sure what the op-ed argues for.

    A model reads for itself. Else the op-ed is quoted, one message at a time, and said to be unreviewed.
    """
    guesses = unprepared(given.topic) and argument_map.main is not None
    quoted = guesses and planned.kind in ("argue", "both")
    return (given.writer.reads or quoted) and not argument_map.review_first


def _assigned(planned: Plan, given: TurnInput) -> Assignment:
    """Return what is to be written about a request: the answer prepared for it, or what the document has.

    An answer that is surely meant goes before what the act would have it be. Not before both sides, which
    have a form of their own, nor in other words before what is refused. Where nothing else is needed, nothing
    is searched for.
    """
    argument_map = given.topic.argument_map
    if planned.kind != "debate" and studies(planned.request.form, given.topic):
        return Assignment(as_study(planned), Evidence(given.topic))
    if (
        planned.kind in ("argue", "debate", "both", "which case")
        and argument_map
        and not (argument_map.arguable or _may_guess(planned, given, argument_map))
    ):
        evidence = Evidence(given.topic)
        if planned.kind == "argue" and not in_general(planned, given.topic):
            evidence = gather(planned, given.search, given.topic)
        return Assignment(replace(planned, kind="unreviewed", mode="ask", side=None), evidence)
    planned = _in_an_interest(planned, given.topic)
    if planned.kind == "author" and given.topic.playbook and not asks_who_wrote(planned.request.said):
        planned = replace(planned, kind="answer")  # what else can be asked of a document is prepared
    if piece := in_person(planned, given):
        return piece
    if met := weak_point(planned, given):
        return met
    if told_instead(planned, given):
        return _assigned(as_reader(planned), given)
    if planned.request.form.without and (rest := leaving_out(planned, given)):
        return rest
    if stands := from_standpoint(planned, given):
        return stands
    if laid := in_table(planned, given):
        return laid
    if planned.kind == "both" and planned.request.act == "score" and (verdict := judged(planned, given)):
        return verdict
    if planned.kind == "argue" and (speech := speech_for(planned, given)):
        return Assignment(planned, Evidence(given.topic, prepared=speech))
    match = (prepared_alone(planned, given) if planned.request.leans else None) or prepared_for(
        planned, given
    )
    if match and match.again and given.spare is None:
        return Assignment(replace(planned, kind="sources"), told_before(match.answer, given.topic))
    argued = planned.kind == "argue" and planned.question.mode != "ask"
    if argued and planned.request.act in ARGUES and block_heard(planned, given):
        match = None  # an argument is taken up before what the op-ed tells of its subject
    if match and argued and GRANTS & {*match.answer.acts}:
        return Assignment(planned, Evidence(given.topic, prepared=match.answer))
    if match and match.sure:
        planned = replace(planned, kind="answer", mode="ask", side=None)
    if match and match.certain and given.spare is None and not (_quotes(planned) or _misread(planned, given)):
        return Assignment(planned, answered(Evidence(given.topic), match))
    if match is None and planned.kind == "answer" and given.topic.playbook and asks_of_document(planned):
        return Assignment(planned, Evidence(given.topic, thin="no claim tells of the document itself"))
    evidence = gather(planned, given.search, given.topic)
    if unprepared(given.topic):
        return Assignment(planned, evidence)
    # What a question wrongly takes for granted is put right first; its names the prepared answer has
    right = all(correction.reason == ANOTHER_NAME for correction in evidence.corrections)
    certain = match and (match.plain or (match.certain and not _misread(planned, given)))
    weak = not evidence.thin and not evidence.corrections and _weakly_answered(evidence)
    if match and (certain or (right and match.sure) or (weak and match.likely and planned.kind == "answer")):
        return Assignment(planned, answered(replace(evidence, corrections=()) if right else evidence, match))
    if planned.kind == "argue":
        said = Assignment(*_met(planned, evidence, given))
        wordless = not (said.evidence.block or said.evidence.prepared)
        if (wordless or said.evidence.far) and told_instead(planned, given, nearly=True):
            return _assigned(as_reader(planned), given)
        if wordless and is_outside(planned, evidence):
            return _outside(planned, given)
        return said
    if match is None and is_outside(planned, evidence):
        return _outside(planned, given)
    if evidence.thin and not (match and match.near) and (met := _as_argument(planned, given)):
        return met
    if prepared := rather_prepared(planned, evidence, match, given):
        return Assignment(planned, prepared)
    return Assignment(planned, with_nearest(planned, evidence, match if right else None, given))


def _outside(planned: Plan, given: TurnInput) -> Assignment:
    return Assignment(replace(planned, kind="outside", side=None), Evidence(given.topic))


def _as_argument(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return the answer to an argument that somebody puts in `ask`, where one is prepared for it.

    The op-ed's side answers what is said against it, the other one what is said for it.
    """
    reading = planned.request.reading
    argues = sum(reading.get(act, 0.0) for act in ARGUES)
    whole = planned.question.words if not planned.request.leans else planned.request.said
    asks = whole.rstrip().endswith("?") or (planned.request.leans and asks_something(whole))
    if planned.kind != "answer" or argues < (ARGUES_FROM if asks else HARDLY):
        return None
    request = replace(planned.request, act="rebut", side="for")
    arguing = replace(planned, kind="argue", side="for", mode="for", request=request)
    block = block_heard(arguing, given)
    if block is None:
        return None
    side = other_side(block.side)
    return Assignment(replace(arguing, side=side, mode=side), Evidence(given.topic, block=block))


def _weakly_answered(evidence: Evidence) -> bool:
    """Tell whether the best of what was found does not surely answer."""
    return not evidence.claims or evidence.claims[0][1].score < STRONGLY


def _denies(answer: Answer) -> bool:
    """Tell whether an answer begins by saying what is not so."""
    return answer.absent or bool(read(answer.full[0].text).negations)


def _misread(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a "why" takes for given what is known to be a misreading."""
    argument_map = given.topic.argument_map
    if argument_map is None or planned.request.act != "reason":
        return False
    return misread(planned.question, argument_map) is not None


def _quotes(planned: Plan) -> bool:
    return planned.request.act == "quote" or planned.request.form.quote


def _in_an_interest(planned: Plan, topic: Topic) -> Plan:
    """Return a plan that argues where reasons are asked for in an interest that a case has words on."""
    side: Side = planned.request.side or "for"
    case = topic.playbook.cases.of(side) if topic.playbook else None
    if planned.kind != "answer" or planned.question.mode != "ask" or case is None:
        return planned
    return (
        replace(planned, kind="argue", side=side, mode=side) if asks_for_interest(planned, case) else planned
    )


def _met(planned: Plan, evidence: Evidence, given: TurnInput) -> tuple[Plan, Evidence]:
    """Return an argument with the block that meets what was said, for the side that has to meet it."""
    block = block_for(planned, given.blocks, evidence)
    each_met = planned.request.act == "rebut" and planned.request.form.answered
    if block is None and (each_met or not in_general(planned, given.topic)):
        # better what is near than what is always said
        if not (each_met or _wants_speech(planned)) and (speech := speech_for(planned, given, least=NEAREST)):
            return planned, replace(evidence, prepared=speech, far=True, thin="")
        block = block_for(planned, given.blocks, evidence, NEAREST)
    if block is None:
        return planned, evidence
    side = other_side(block.side)
    if side != planned.side:
        planned = replace(planned, side=side, mode=side)
    plainly = _met_plainly(block, planned, given) if planned.request.form.plain else None
    block = untold_first(block, planned.question.history)
    if each_met:
        evidence = replace(evidence, comebacks=comebacks_to(block, given.blocks, ANSWERED))
    return planned, replace(evidence, block=block, prepared=plainly or evidence.prepared)


def _wants_speech(planned: Plan) -> bool:
    """Tell whether a side's first or last word is plainly wanted, and no answer to a point."""
    return planned.request.act in ("opening", "closing") and planned.request.sure >= PLAINLY_WHOLE


def _met_plainly(block: Block, planned: Plan, given: TurnInput) -> Answer | None:
    """Return what was prepared for a side on a block's argument: it has a plain reply, which blocks lack."""
    if given.wordings is None or (planned.request.form.points or 1) > 1:
        return None
    match = given.wordings.match(block.argument, {"rebut": 1.0}, side=planned.side)
    return match.answer if match and match.near and passes(match.answer, given.topic) else None
