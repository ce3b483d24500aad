"""The prepared table that a message asks for: of its answer, or whose heads and rows say what it wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.gather import Evidence
from bot.request.plan import Plan
from bot.request.subject import asked_about
from bot.turn.matching import FACTS, VERDICTS, prepared_for
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.playbook import Answer

# Score of a table's labels from which they say what is asked: of 13 requests the right table was at 0.29 or
# more wherever there was one, and no other one above 0.12 but for a single request at 0.54.
SAYS, PLAINLY_SAYS = 0.25, 0.5  # the second where something else seems to be meant
TELLS = FACTS | VERDICTS | {"compare"}  # acts that a table answers alike whichever side is argued


def in_table(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return what is written where a table is asked for and one that was prepared fits."""
    answer = _table_for(planned, given)
    if answer is None:
        return None
    told = replace(planned, kind="answer", mode="ask", side=None)
    return Assignment(told, Evidence(given.topic, prepared=answer))


def in_one_table(plans: Sequence[Plan], given: TurnInput) -> Assignment | None:
    """Return the one table that is wanted for all parts of a message; None where not all are for one."""
    if any(one.request.form.layout != "table" for one in plans[1:]):
        return None
    return next((laid for one in plans if (laid := in_table(one, given))), None)


def _table_for(planned: Plan, given: TurnInput) -> Answer | None:
    """Return the answer whose table is wanted; None where no table is, or none that was prepared fits."""
    request, playbook = planned.request, given.topic.playbook
    told = planned.kind in ("answer", "overview", "both") or (
        planned.kind == "argue" and request.act in TELLS
    )
    if request.form.layout != "table" or playbook is None or not told:
        return None
    match = prepared_for(planned, given)
    if match and match.certain and match.answer.table:
        return match.answer
    plainly = planned.kind == "both" or (match is not None and match.certain)
    least = PLAINLY_SAYS if plainly else SAYS
    tabled = [answer for answer in playbook.answers if answer.table]
    if tabled and given.reads:
        labels = [" ".join(label.text for label in one.table.labels) for one in tabled if one.table]
        scores = given.reads.score([(asked_about(request.text), words) for words in labels])
        score, place = max((float(score), -place) for place, score in enumerate(scores))
        if score >= least and passes(tabled[-place], given.topic):
            return tabled[-place]
    return match.answer if match and match.sure and match.answer.table else None
