"""What is made for a class or a cross-examination: given as it was prepared, however a message is read."""

from __future__ import annotations

from dataclasses import replace

from bot.request.form import Form
from bot.request.plan import Plan
from knowledge.topic import Topic


def studies(form: Form, topic: Topic) -> bool:
    """Tell whether a form wants what a topic has prepared for classes; open questions stand in for a quiz."""
    if topic.playbook is None:
        return False
    study = topic.playbook.study
    match form.study:
        case "multiple choice":
            return bool(study.quiz or topic.playbook.answers)
        case "timeline":
            return bool(study.timeline)
        case "discussion":
            return bool(study.discussion)
        case "admissions" | "yes-no questions":
            return bool(study.cross_examination.cites)
        case _:
            return False


def as_study(plan: Plan) -> Plan:
    """Return the plan of a reply that argues for nobody: whose questions they are, its request says."""
    request = replace(plan.request, side=plan.side or plan.request.side or "for")
    return replace(plan, kind="answer", mode="ask", side=None, request=request)
