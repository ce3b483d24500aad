"""A reviewer's decisions on a topic: each is written at once, and the last ones can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.build.wordings import fit_ahead
from bot.errors import BotError
from bot.topics.starter_sets import generate_starter_sets
from knowledge import decisions
from knowledge.argument_map import ArgumentMap, Claim
from knowledge.changing import changing
from knowledge.decisions import Decision
from knowledge.playbook import Playbook
from knowledge.topic import Topic, keep_map, keep_playbook, load_topic


def decide(
    slug: str, home: Path, change: Callable[[Topic], ArgumentMap], about: str = "", told: str = ""
) -> Topic:
    """Return the topic as it is by now with its map changed, written; `about` is the claim decided on.

    `told` says what was done, where that does not show in the claim.
    """
    with changing(slug, home):
        topic = load_topic(slug, home)
        kept = keep_map(topic, change(topic), home)
        if kept.argument_map != topic.argument_map:
            before, after = _claim(topic, about), _claim(kept, about)
            claim = before or after
            said = told or _told(before, after)
            decisions.remember(topic, kept, "map", about, said, claim.says if claim else "", home)
    return kept


def decide_on_words(
    slug: str, home: Path, change: Callable[[Topic], Playbook], about: str, told: str
) -> Topic:
    """Return the topic as it is by now with what is prepared for it changed, written."""
    with changing(slug, home):
        topic = load_topic(slug, home)
        changed = change(topic)
        fit_ahead(replace(topic, prepared=changed), home)  # so that no reader waits for it
        kept = keep_playbook(topic, changed, home)
        if kept.prepared != topic.prepared:
            decisions.remember(topic, kept, "playbook", about, told, about, home)
    return kept


def undo_last(slug: str, home: Path, id: str | None = None) -> tuple[Topic, Decision]:
    """Return the topic without its last decision, and that decision, which is the one of that id.

    BotError where there is none, or something else has been changed since.
    """
    with changing(slug, home):
        topic = load_topic(slug, home)
        decision = decisions.last(topic, home)
        if decision is None:
            raise BotError(f"there is no decision on {slug} that can be undone")
        if id not in (None, decision.id):
            raise BotError("someone has since decided differently: reload the page to see the change")
        undone = decisions.undo(topic, decision, home)
        if decision.of == "playbook":
            fit_ahead(undone, home)
    if _claim(topic, decision.about) is None and _claim(undone, decision.about):
        generate_starter_sets(undone, home)  # what asked for it is there again
    return undone, decision


def _claim(topic: Topic, id: str) -> Claim | None:
    return topic.argument_map.by_id.get(id) if topic.argument_map else None


def _told(before: Claim | None, after: Claim | None) -> str:
    """Return what was done to a claim, by what it is and was."""
    if before is None or after is None:
        return "deleted" if before else "added"
    if (before.says, before.passages) != (after.says, after.passages):
        return "edited"
    if before.kind != after.kind and after.kind == "reported view":
        return "not the author's"
    if before.kind == "recommendation" != after.kind:
        return "not a recommendation"
    if (before.kind, before.helps) != (after.kind, after.helps):
        return f"now {after.kind}, helps {after.helps}"
    return "accepted"
