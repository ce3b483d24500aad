"""What is said where a reader wants something left out: only what does not speak of it."""

from __future__ import annotations

from dataclasses import replace

from bot.evidence.argued import block_for
from bot.evidence.excluded import Excluded, excluded_in, on_it
from bot.evidence.gather import Evidence, gather
from bot.evidence.own_words import in_general
from bot.evidence.prepared import speech_match
from bot.request.plan import Plan
from bot.turn.prepared import passes
from bot.turn.turn_input import TurnInput
from bot.writers import Assignment
from knowledge.playbook import Answer, Block
from knowledge.wordings import Match


def leaving_out(planned: Plan, given: TurnInput) -> Assignment | None:
    """Return what a side says without what is to be left out; None where nothing of the kind is named."""
    playbook = given.topic.playbook
    if planned.kind != "argue" or planned.side is None or playbook is None:
        return None
    excluded = excluded_for(planned, given)
    if excluded is None:
        return None
    without = on_it(excluded, playbook, planned.side)
    several = (planned.request.form.points or 1) > 1
    match = None if several else _match(planned, given, without)
    if match and match.certain:
        return Assignment(planned, Evidence(given.topic, prepared=match.answer, excluded=excluded))
    evidence = replace(gather(planned, given.search, given.topic), excluded=excluded)
    if block := _left_of(block_for(planned, given.blocks, evidence), excluded):
        return Assignment(planned, replace(evidence, block=block))
    if match and match.sure and not in_general(planned, given.topic):
        return Assignment(planned, replace(evidence, prepared=match.answer))
    return Assignment(planned, replace(evidence, thin=""))


def told_without(part: Assignment, given: TurnInput) -> Assignment:
    """Return what the op-ed tells without what is to be left out, as far as anything else is told."""
    answer = part.evidence.prepared
    if part.plan.kind != "answer" or answer is None or (excluded := excluded_for(part.plan, given)) is None:
        return part
    trimmed = _trimmed(answer, excluded)
    return replace(part, evidence=replace(part.evidence, prepared=trimmed)) if trimmed else part


def excluded_for(planned: Plan, given: TurnInput) -> Excluded | None:
    """Return what a message wants left out of its reply; None where that is nothing of the topic."""
    themes = planned.request.form.without
    if not themes:
        return None
    found = [given.search.find(theme) for theme in themes]
    return excluded_in(themes, given.topic, found, given.wordings, planned.side or "for")


def _match(planned: Plan, given: TurnInput, without: frozenset[str]) -> Match | None:
    """Return what was prepared for the side, by all words of a message where that is sure."""
    whole = replace(planned, request=replace(planned.request, text=planned.request.said))
    for plan in (whole, planned):
        match = speech_match(plan, given.wordings, without)
        if match and passes(match.answer, given.topic) and (match.certain or plan is planned):
            return match
    return None


def _left_of(block: Block | None, excluded: Excluded) -> Block | None:
    """Return a block with the answers that do not speak of what is left out; None where there are none."""
    if block is None:
        return None
    left = tuple(one for one in block.answers if not any(map(excluded.speaks_of_it, one.says)))
    return block.model_copy(update={"answers": left}) if left else None


def _trimmed(answer: Answer, excluded: Excluded) -> Answer | None:
    kept = {
        name: tuple(one for one in said if not excluded.speaks_of_it(one))
        for name, said in (("full", answer.full), ("short", answer.short), ("plain", answer.plain))
    }
    return (
        answer.model_copy(update={**kept, "lengths": (), "plain_lengths": ()}) if all(kept.values()) else None
    )
