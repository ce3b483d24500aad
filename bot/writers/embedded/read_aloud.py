"""What is said about an op-ed that nobody has prepared: its own words, chosen for what a message asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.evidence.gather import Evidence
from bot.evidence.mentions import asks_what_is_shown, mentioned
from bot.evidence.own_words import in_general
from bot.evidence.placed import asks_of_a_place
from bot.evidence.wanted import asks_main_points
from bot.request.plan import Plan
from bot.writers import Draft
from bot.writers.embedded.quoted_answer import quoted_answer
from bot.writers.embedded.quoted_argument import argued_in_quotes, both_in_quotes, point_alone
from bot.writers.embedded.quoted_overview import quoted_overview

MAIN = 6  # main points of a piece, where no number is named
# What rules have found is told in a form of its own where these are asked for as a whole
_OWN_FORM = frozenset(["cross-examine", "weigh"])


def read_aloud(plan: Plan, evidence: Evidence) -> tuple[Draft, ...]:
    """Return a reply in the op-ed's own words; nothing where another kind of reply is wanted."""
    return tuple(_read_aloud(plan, evidence))


def _read_aloud(plan: Plan, evidence: Evidence) -> Iterator[Draft]:
    match plan.kind:
        case "author" if mentioned(plan, evidence.topic) is not None:
            yield from quoted_answer(plan, evidence)
        case "answer" if plan.request.act == "list" and asks_main_points(plan.question):
            form = plan.request.form
            yield from quoted_overview(evidence.topic, form if form.count else replace(form, points=MAIN))
        case "answer":
            yield from quoted_answer(plan, evidence)
        case "overview" if asks_of_a_place(plan.question):
            yield from quoted_answer(plan, evidence)
        case "overview":
            yield from quoted_overview(evidence.topic, plan.request.form)
        case "unreviewed" if evidence.passages:
            yield from point_alone(evidence, plan.request.form)
        case "argue" if asks_what_is_shown(plan):
            yield from quoted_answer(plan, evidence)
        case "argue" if evidence.topic.argument_map and not _in_own_form(plan, evidence):
            yield from argued_in_quotes(plan, evidence)
        case "both" if evidence.topic.argument_map and evidence.topic.argument_map.main:
            yield from both_in_quotes(evidence.topic)


def _in_own_form(plan: Plan, evidence: Evidence) -> bool:
    return plan.request.act in _OWN_FORM and in_general(plan, evidence.topic)
