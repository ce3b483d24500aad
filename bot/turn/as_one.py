"""A message of several parts taken for one request, about an op-ed that nobody has prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.request.form import NO_FORM
from bot.request.plan import Plan, plan_of_whole
from bot.request.question import Question
from bot.turn.turn_input import TurnInput

ARGUES = ("argue", "rebut", "concede", "press")  # acts of who puts an argument
# Acts of which so many points may be asked for
COUNTED = frozenset(["list", "evidence", "reason", "quote", "concession", "recommendation"])


def as_one(question: Question, parts: Sequence[Plan], given: TurnInput) -> Plan:
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
