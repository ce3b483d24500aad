"""Add a topic: a document becomes one that can be asked about, argued and debated.

A map that the topic has is fitted to the new text and kept as far as its passages still support it; what it
leaves empty is filled by rules. Nothing is written before all of it is made, and then at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.topics.gate_map import gate_map
from knowledge.alignment import Alignment
from knowledge.argument_map import ArgumentMap
from knowledge.document import Document
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map
from knowledge.mining.merge import merged
from knowledge.topic import Topic, keep, placed, shipped_slugs


@dataclass(frozen=True)
class AddedTopic:
    """The topic as it is kept now.

    `refused` are claims that no passage supports, each with the reason; `beside` is the topic of another
    op-ed that has the name of its file already; `before` is the file that the topic read before, if that
    was another one; `notes` say what was left out of the text.
    """

    topic: Topic
    alignment: Alignment | None
    changed: bool
    refused: tuple[tuple[str, str], ...] = ()
    beside: Topic | None = None
    notes: tuple[str, ...] = ()
    before: str = ""


def add_topic(
    document: Document,
    source: str,
    home: Path,
    slug: str | None = None,
    *,
    review_first: bool = False,
) -> AddedTopic:
    """Make a document the current one of a topic, with its argument map.

    With `review_first` a new map is argued only once somebody has signed it.

    KnowledgeError where it cannot be, BotError where its slug is taken.
    """
    added = placed(document, source, home, slug)
    topic = added.topic
    if topic.slug in shipped_slugs():
        return AddedTopic(topic, added.alignment, keep(topic, home, added.over), notes=document.notes)
    had_map = topic.argument_map is not None
    if not added.changed and had_map:
        return AddedTopic(topic, None, changed=False, notes=document.notes)
    argument_map, refused = _build_map(topic.argument_map, document)
    if review_first and not had_map:
        argument_map = argument_map.changed(review_first=True)
    topic = replace(topic, argument_map=argument_map)
    changed = keep(topic, home, added.over)
    alignment = added.alignment if had_map else None
    before = added.before if added.before != source else ""
    return AddedTopic(topic, alignment, changed, refused, added.beside, document.notes, before)


def _build_map(
    before: ArgumentMap | None, document: Document
) -> tuple[ArgumentMap, tuple[tuple[str, str], ...]]:
    """Return the map that there was, filled by the rules'; and what the gate refused of it."""
    by_rules = gate_map(mined_map(document, Roles(), SentenceEncoder()), document).argument_map
    if before is None:
        return by_rules, ()
    passed = gate_map(before, document)
    return merged(passed.argument_map, by_rules), passed.refused
