"""What is weak about one argument that a message names: what the other side says to it."""

from __future__ import annotations

from dataclasses import replace

from bot.evidence.argued import found_for, weak_side
from bot.evidence.gather import Evidence
from bot.evidence.prepared import speech_match
from bot.request.parts import asks_something
from bot.request.plan import Plan
from bot.request.reading import EVERYWHERE_FROM
from bot.request.subject import argument_named
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.argument_map import other_side
from knowledge.coverage import index_of
from knowledge.sentence_analysis import read
from knowledge.topic import Topic

ASKED = frozenset(["weakest", "attack", "missing evidence"])
MET_BY = "what is wrong with the {} argument"  # how what was prepared against an argument is asked for


def weak_point(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return what the other side says to an argument whose weakness is asked for; None where none is named.

    The weak points of the whole are none of that argument's.
    """
    named = argument_named(planned.request.said)
    if planned.kind not in ("answer", "argue") or planned.request.act not in ASKED or not named:
        return None
    if planned.question.mode == "debate" or planned.request.form.genre or _is_all_over(named, given.topic):
        return None
    side = other_side(weak_side(planned))
    if planned.kind == "argue" and planned.side == side and not asks_something(planned.request.said):
        return None  # to attack it is that side's own business
    request = replace(planned.request, act="rebut", text=named, alone=named, side=side, whole=False)
    asked = replace(planned, kind="argue", side=side, mode=side, request=request)
    said = replace(asked, request=replace(request, text=MET_BY.format(named)))
    match, heard = speech_match(said, given.wordings), found_for(asked, given.blocks, Evidence(given.topic))
    rather = match and match.sure and match.probability > (heard.probability if heard else 0.0)
    if match and rather and passes(match.answer, given.topic):
        return Assignment(asked, Evidence(given.topic, prepared=match.answer))
    return Assignment(asked, Evidence(given.topic, block=heard.block)) if heard else None


def _is_all_over(named: str, topic: Topic) -> bool:
    """Tell whether an argument is named by a name alone that stands all over the piece."""
    everywhere = index_of(topic.document).names_in(EVERYWHERE_FROM)
    parts = {part for key in everywhere for part in key.lower().split()}
    return all(word.text.lower() in parts for word in read(named).content)
