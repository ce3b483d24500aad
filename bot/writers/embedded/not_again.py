"""What is said in the place of a speech that a reader was just given, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.request.form import NO_FORM, form_of
from bot.statement import Fixed, Statement
from bot.writers import Assignment, Draft
from bot.writers.embedded.passage_quotes import quoted

NO_MORE = Fixed("I have nothing to add to what I said; it rests on these words.")
QUOTED = 3  # passages


def unless_repeated(drafts: Sequence[Draft], assignment: Assignment) -> Iterator[Draft]:
    """Yield the drafts, or where they would argue just as the last reply did, what that rests on."""
    plan, document = assignment.plan, assignment.evidence.topic.document
    history, said = plan.question.history, [one for one in drafts if isinstance(one, Statement)]
    if plan.kind != "argue" or assignment.round or not history or not said:
        return iter(drafts)
    if form_of(plan.question.words) != NO_FORM or not all(one.text in history[-1].reply for one in said):
        return iter(drafts)
    numbers = dict.fromkeys(number for one in said for number in one.cites)
    return chain((NO_MORE,), quoted([document.passage(number) for number in numbers][:QUOTED]))
