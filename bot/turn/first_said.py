"""What a side says first to a question that presses it: what it grants, or that something doesn't follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.debate.challenge import challenges_in
from bot.debate.first_word import MEETS, Answering, reported
from bot.debate.links import (
    DENIES,
    DENIES_HALF,
    DENIES_NOT,
    GRANTS_GAP,
    GRANTS_RISK,
    GRANTS_THAT,
    IS_NOT,
    NOT_BY_ITSELF,
)
from bot.debate.polar import HALF
from bot.debate.state import Debate
from bot.request.form import NO_FORM
from bot.request.patterns import load_patterns
from bot.request.question import Question
from bot.statement import Fixed
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.argument_map import other_side
from knowledge.playbook import Answer
from knowledge.sentences import sentences_of
from knowledge.unicode_text import straight

_PATTERNS = load_patterns("debating")


def asks_to_grant(text: str) -> bool:
    """Tell whether a side is asked what it has to admit: "Is there any point where they are right?"."""
    return _PATTERNS["asks to grant"].search(straight(text)) is not None


def _grants(answer: Answer) -> bool:
    """Tell whether an answer was prepared to grant something, or says yes or no itself."""
    return answer.acts[0] == "concession" or _PATTERNS["speaks"].search(answer.full[0].text) is not None


def to_grant(part: Assignment) -> Assignment:
    """Return a part that tells what is weak on its side, and then what outweighs that."""
    request = part.plan.request
    asked = replace(request, act="concession", form=replace(request.form, concede=True), whole=True)
    evidence = replace(part.evidence, prepared=None, block=None, corrections=())
    return replace(part, plan=replace(part.plan, request=asked), evidence=evidence)


def with_first_word(parts: Sequence[Assignment], question: Question, given: TurnInput) -> list[Assignment]:
    """Return the parts of a message to a side, the first with what meets a question that presses it."""
    first, *others = parts
    argues = (
        first.plan.kind == "argue" and first.plan.side is not None and given.topic.argument_map is not None
    )
    if question.mode not in ("for", "against") or not argues:
        return list(parts)
    form = first.plan.request.form
    plainly = replace(form, plain=False, short=False, points=None if form.points == 1 else form.points)
    if plainly != NO_FORM or first.evidence.unanswered:
        return list(parts)
    speech = first.evidence.prepared
    if asks_to_grant(question.words) and not (speech and _grants(speech)):
        return [to_grant(first), *others]
    granting = _PATTERNS["will you grant"].search(straight(question.words)) is not None
    if speech and (_grants(speech) if not granting else speech.acts[0] == "concession"):
        return list(parts)
    word = _word(first, question, given)
    return [replace(first, evidence=replace(first.evidence, first=word)), *others]


def _word(part: Assignment, question: Question, given: TurnInput) -> Fixed | None:
    """Return the first word of an answer to the last question of a message that presses; None for none."""
    assert part.plan.side is not None
    debate = Debate(part.plan.side)
    for challenge in challenges_in(sentences_of(question.words), debate):
        if word := _meeting(Answering(challenge, None), part, debate, given):
            return word
    return None


def _meeting(one: Answering, part: Assignment, debate: Debate, given: TurnInput) -> Fixed | None:
    if denied := _PATTERNS["will you deny"].search(one.asked):
        return DENIES_NOT[0] if reported(one.asked[denied.end() :], debate, given.ground) else None
    if granted := _PATTERNS["will you grant"].search(one.asked):
        what = _PATTERNS["or else"].split(one.asked[granted.end() :])[0]
        return _granting(what, debate, given)
    if part.evidence.prepared or part.evidence.block is None:
        return None  # what was prepared for a question tells by itself what it says to it
    if one.says("how not"):
        return IS_NOT
    denies = one.says("expects yes") and not one.says("of any")
    return _denying(part, given) if denies else None


def _granting(what: str, debate: Debate, given: TurnInput) -> Fixed | None:
    """Return what a side grants of what it is asked to: a gap, a risk, or what the op-ed itself reports."""
    if _PATTERNS["wants nothing"].search(what):
        return GRANTS_GAP[0]
    if _PATTERNS["a risk"].search(what):
        return GRANTS_RISK
    return GRANTS_THAT[0] if reported(what, debate, given.ground) else None


def _denying(part: Assignment, given: TurnInput) -> Fixed | None:
    """Return the no of a side that meets the argument in a question, as surely as it is heard as that one."""
    block = part.evidence.block
    if block is None or given.blocks is None or part.plan.side is None:
        return None
    found = given.blocks.match(part.plan.question.text, other_side(part.plan.side))
    if not any(one.block.id == block.id and one.probability >= MEETS for one in found):
        return NOT_BY_ITSELF[0]
    return (DENIES_HALF if block.answers[0].move in HALF else DENIES)[0]
