"""What is to be written about each request: the answer prepared for it, a case, or what the document has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.another_thing import (
    SURELY,
    WEAKLY,
    anchored,
    leads_rightly,
    naming,
    strange_words,
)
from bot.evidence.argued import OF_A_CASE, asks_for_interest, block_for
from bot.evidence.gather import ANOTHER_NAME, FOR_ONE_THING, Evidence, gather
from bot.evidence.own_words import in_general
from bot.evidence.prepared import guessed, likely_meant, speech_match
from bot.evidence.presupposition import misread
from bot.evidence.unprepared import unprepared
from bot.request.form import NO_FORM
from bot.request.parts import asks_something
from bot.request.plan import Plan, plan_of_whole, plans
from bot.request.question import Question
from bot.request.reading import asks_who_wrote
from bot.turn.asked_of_a_side import as_reader, told_instead
from bot.turn.following import hedged_last, last_sources, only_says
from bot.turn.matching import FACTS, GRANTS, SHOWS, TELLS, VERDICTS, prepared_alone, prepared_for
from bot.turn.prepared import passes
from bot.turn.several import each_answered, with_open_parts
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.argument_map import Claim, Side, other_side
from knowledge.block_wordings import HEARD
from knowledge.playbook import Answer, Block
from knowledge.search import Scored
from knowledge.sentence_analysis import read
from knowledge.topic import Topic
from knowledge.wordings import Match

ARGUES, ARGUES_FROM = ("argue", "rebut", "concede", "press"), 0.4  # acts of who puts an argument
HARDLY = 0.05  # their probability from which what ends in no question mark may be one
NEAREST = 0.12  # probability from which a side says what is near rather than what it always says
STRONGLY = 0.6  # probability from which a claim that was found surely answers
UNSURE_BELOW = 0.45  # probability of an answer below which the reader is told that it may not be meant
# Acts of which so many points may be asked for
COUNTED = frozenset(["list", "evidence", "reason", "quote", "concession", "recommendation"])
KEYWORD_CLAIMS = 3  # that are told of a keyword
ANCHORED = 3  # claims with a date or a sum that a question names


def assignments(question: Question, given: TurnInput) -> list[Assignment]:
    """Return what is to be written about each request of a question.

    A message that was taken apart is answered as one where that surely has an answer and a part has none.
    """
    says = only_says(question, given)
    if says == "doubts":
        return [Assignment(Plan(question, "sources", "ask"), last_sources(question, given.topic))]
    if says == "thanks":
        return [Assignment(Plan(question, "thanks", "ask"), Evidence(given.topic))]
    planned = plans(question, given.leanings, given.topic.document)
    if unprepared(given.topic):  # each question in it is read, and what is found is told once
        return [assigned(_as_one(question, planned, given), given)]
    if planned[0].kind == "self" and (hedged := hedged_last(question, given.topic)):
        return [Assignment(planned[0], hedged)]
    if len(planned) == 1:
        return [assigned(planned[0], given)]
    whole = plan_of_whole(question, given.leanings, given.topic.document)
    said = whole.kind == "argue" and question.mode != "ask" and _said_to_it(whole, given)
    if said and not any(_asks_fact(one, given) for one in planned):
        return [assigned(whole, given)]
    parts, match = [assigned(one, given) for one in planned], prepared_for(whole, given)
    if match and match.certain and not _surely_apart(planned, given, match):
        return with_open_parts(assigned(whole, given), parts, given)
    return each_answered(parts, given) or [assigned(whole, given)]


def _as_one(question: Question, parts: Sequence[Plan], given: TurnInput) -> Plan:
    """Return the plan for a message as a whole, in the form that a part of it asks for.

    Who only asks, and puts an argument in doing so, hears what the op-ed says on it, and no side of it.
    """
    whole = plan_of_whole(question, given.leanings, given.topic.document) if len(parts) > 1 else parts[0]
    plan = next((one for one in (whole, *parts) if not one.talks), whole)
    forms = [
        one.request.form for one in parts if one.kind == plan.kind and one.request.act == plan.request.act
    ]
    forms += [replace(one.request.form, points=None) for one in parts]
    form = next((form for form in forms if form != NO_FORM), NO_FORM)
    if plan.kind == "answer" and plan.request.act not in COUNTED:
        form = replace(form, points=None)  # "one or two things", told in passing
    if len(parts) > 1:
        plan = replace(plan, question=replace(plan.question, text=whole.question.text))
    if plan.kind == "argue" and question.mode == "ask" and plan.request.act in ARGUES:
        plan = replace(plan, kind="answer", mode="ask", side=None)
    return replace(plan, request=replace(plan.request, form=form))


def _asks_fact(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a part asks what the op-ed tells, and surely has an answer prepared."""
    if planned.request.act not in FACTS | VERDICTS | SHOWS:
        return False
    match = prepared_for(planned, given)
    return match is not None and match.certain


def _said_to_it(planned: Plan, given: TurnInput) -> bool:
    """Tell whether a side has words on a message as a whole."""
    return _speech(planned, given) is not None or _block(planned, given) is not None


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
    part = _assigned(planned, given)
    argument_map, found = given.topic.argument_map, part.evidence
    foreseen = found.prepared and (_denies(found.prepared) or (found.led and part.plan.kind == "answer"))
    if argument_map is None or found.corrections or foreseen or part.plan.kind not in ("answer", "argue"):
        return part
    met = part.plan.kind == "argue" and (found.block or found.prepared)
    wrong = misread(part.plan.question, argument_map, argued=bool(met))
    if wrong is None:
        return part
    return replace(part, evidence=replace(found, corrections=(wrong,), thin="", unsure=False))


def _assigned(planned: Plan, given: TurnInput) -> Assignment:
    """Return what is to be written about a request: the answer prepared for it, or what the document has.

    An answer that is surely meant goes before what the act would have it be. Not before both sides, which
    have a form of their own, nor in other words before what is refused. Where nothing else is needed, nothing
    is searched for.
    """
    argument_map = given.topic.argument_map
    if (
        planned.kind in ("argue", "debate", "both", "which case")
        and argument_map
        and not (argument_map.arguable or (given.writer.reads and not argument_map.review_first))
    ):
        evidence = Evidence(given.topic)
        if planned.kind == "argue" and not in_general(planned, given.topic):
            evidence = gather(planned, given.search, given.topic)
        return Assignment(replace(planned, kind="unreviewed", mode="ask", side=None), evidence)
    planned = _in_an_interest(planned, given.topic)
    if planned.kind == "author" and given.topic.playbook and not asks_who_wrote(planned.request.said):
        planned = replace(planned, kind="answer")  # what else can be asked of a document is prepared
    if told_instead(planned, given):
        return _assigned(as_reader(planned), given)
    if planned.kind == "argue" and (speech := _speech(planned, given)):
        return Assignment(planned, Evidence(given.topic, prepared=speech))
    match = (prepared_alone(planned, given) if planned.request.leans else None) or prepared_for(
        planned, given
    )
    argued = planned.kind == "argue" and planned.question.mode != "ask"
    if argued and planned.request.act in ARGUES and _block(planned, given):
        match = None  # an argument is taken up before what the op-ed tells of its subject
    if match and argued and GRANTS & {*match.answer.acts}:
        return Assignment(planned, Evidence(given.topic, prepared=match.answer))
    if match and match.sure:
        planned = replace(planned, kind="answer", mode="ask", side=None)
    if match and match.certain and given.spare is None and not (_quotes(planned) or _misread(planned, given)):
        return Assignment(planned, _answered(Evidence(given.topic), planned, match))
    evidence = gather(planned, given.search, given.topic)
    if unprepared(given.topic):
        return Assignment(planned, evidence)
    # What a question wrongly takes for granted is put right first; its names the prepared answer has
    right = all(correction.reason == ANOTHER_NAME for correction in evidence.corrections)
    certain = match and (match.plain or (match.certain and not _misread(planned, given)))
    weak = not evidence.thin and not evidence.corrections and _weakly_answered(evidence)
    if match and (certain or (right and match.sure) or (weak and match.likely and planned.kind == "answer")):
        return Assignment(planned, _answered(evidence, planned, match))
    if planned.kind == "argue":
        said = Assignment(*_met(planned, evidence, given))
        wordless = not (said.evidence.block or said.evidence.prepared)
        if wordless and told_instead(planned, given, nearly=True):
            return _assigned(as_reader(planned), given)
        return said
    if evidence.thin and not (match and match.near) and (met := _as_argument(planned, given)):
        return met
    if prepared := _rather_prepared(planned, evidence, match, given):
        return Assignment(planned, prepared)
    return Assignment(planned, _with_nearest(planned, evidence, match if right else None, given))


def _rather_prepared(
    planned: Plan, evidence: Evidence, match: Match | None, given: TurnInput
) -> Evidence | None:
    """Return the prepared answer that is likeliest, where else one would be put together from claims.

    Strangers were satisfied with none of the answers put together beside a playbook, and with half of the
    likeliest prepared ones.
    """
    if planned.kind != "answer" or evidence.thin or evidence.corrections or not evidence.claims:
        return None
    if match is not None:
        return _answered(evidence, planned, match)
    answer = guessed(planned, given.wordings)
    if answer is None or not passes(answer, given.topic):
        return None
    return replace(evidence, prepared=answer, led=False, unsure=True)


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
    block = _block(arguing, given)
    if block is None:
        return None
    side = other_side(block.side)
    return Assignment(replace(arguing, side=side, mode=side), Evidence(given.topic, block=block))


def _weakly_answered(evidence: Evidence) -> bool:
    """Tell whether the best of what was found does not surely answer."""
    return not evidence.claims or evidence.claims[0][1].score < STRONGLY


def _answered(evidence: Evidence, planned: Plan, match: Match) -> Evidence:
    return replace(evidence, prepared=match.answer, led=leads_rightly(match))


def _with_nearest(planned: Plan, evidence: Evidence, match: Match | None, given: TurnInput) -> Evidence:
    """Return thin evidence with the answer that comes nearest, or with what may have been meant.

    An answer near a question for one thing (a figure, a name) that does not seem to tell it is none to it.
    """
    if planned.kind not in ("answer", "overview"):
        return evidence
    another = planned.request.act in FOR_ONE_THING
    if not evidence.thin and another and not evidence.corrections and evidence.claims:
        weak = evidence.claims[0][1].score < WEAKLY
        if weak and (strange := strange_words(planned.question, given.topic)):
            evidence = replace(evidence, thin=f"nothing written about it uses the word {strange[0]!r}")
    if not evidence.thin:
        return evidence
    if named := naming(planned.question, evidence.claims, KEYWORD_CLAIMS):
        told = tuple(pair for pair in evidence.claims if pair[0] in named)
        return replace(evidence, thin="", claims=told)
    named = anchored(planned.question, _claims(given.topic), given.topic, ANCHORED) if match is None else []
    guess = guessed(planned, given.wordings) if named else None
    if named and not (guess and any(guess.cites.intersection(claim.passages) for claim in named)):
        found = tuple((claim, Scored(claim.id, 1.0, 1.0)) for claim in named)
        return replace(evidence, thin="", claims=found)
    if match is None and planned.request.form.plain and given.wordings:  # who wants it plain wants all of it
        match = given.wordings.match(planned.request.text, {"overview": 1.0}, whole=True)
    if match is None:
        if guess := guessed(planned, given.wordings):
            return replace(evidence, nearest=guess, unsure=True)
        return replace(evidence, choices=likely_meant(planned, given.wordings))
    if another and match.told < SURELY and not match.answer.absent:
        return replace(evidence, nearest=match.answer)
    sure = match.probability >= UNSURE_BELOW or match.told >= TELLS or match.answer.absent
    return replace(_answered(evidence, planned, match), unsure=not sure)


def _denies(answer: Answer) -> bool:
    """Tell whether an answer begins by saying what is not so."""
    return answer.absent or bool(read(answer.full[0].text).negations)


def _claims(topic: Topic) -> tuple[Claim, ...]:
    return tuple(topic.argument_map.claims) if topic.argument_map else ()


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
    if block is None and not in_general(planned, given.topic):
        # better what is near than what is always said
        if speech := _speech(planned, given, least=NEAREST):
            return planned, replace(evidence, prepared=speech, thin="")
        block = block_for(planned, given.blocks, evidence, NEAREST)
    if block is None:
        return planned, evidence
    side = other_side(block.side)
    if side != planned.side:
        planned = replace(planned, side=side, mode=side)
    return planned, replace(evidence, block=block)


def _speech(planned: Plan, given: TurnInput, least: float = 0.0) -> Answer | None:
    """Return what was prepared for a side on what a message asks of it, or says to it.

    Not before the block that meets an argument, nor before the speech of a case, unless it is surely meant;
    what is at `least` so probable, where nothing else is there.
    """
    match = speech_match(planned, given.wordings)
    if match is None or not passes(match.answer, given.topic):
        return None
    form, asks_case = planned.request.form, planned.request.act in OF_A_CASE
    if (form.points or 1) > 1 or (asks_case and form.paragraphs):  # one answer is no three arguments
        return None
    if planned.request.act in ARGUES and not match.verbatim and _block(planned, given) is not None:
        return None  # an argument is taken up, and not only its subject
    if match.certain or (least and match.probability >= least):
        return match.answer
    case = asks_case and in_general(planned, given.topic)
    return match.answer if match.sure and not case and _block(planned, given) is None else None


def _block(planned: Plan, given: TurnInput, least: float = HEARD) -> Block | None:
    """Return the block that meets the argument that a message gives."""
    return block_for(planned, given.blocks, Evidence(given.topic), least)
