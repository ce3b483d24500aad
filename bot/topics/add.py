"""Add a topic: a document becomes one that can be asked about, argued and debated.

A map that the topic has is fitted to the new text and kept as far as its passages still support it; what it
leaves empty is filled by the model's map, where a model is configured, and then by rules. Nothing is written
before all of it is made, and then at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import ModelError
from bot.topics.gate_map import Mined, gate_map
from knowledge.alignment import Alignment
from knowledge.argument_map import ArgumentMap
from knowledge.document import Document
from knowledge.encoders.roles import Roles
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.mining.build_map import mined_map
from knowledge.mining.merge import merged
from knowledge.topic import Topic, keep, keep_map, placed, shipped_slugs

Miner = Callable[[Document], Mined]


@dataclass(frozen=True)
class AddedTopic:
    """The topic as it is kept now.

    `refused` are claims that no passage supports, each with the reason; `failure` is why the model gave no
    map; `beside` is the topic of another op-ed that has the name of its file already; `notes` say what was
    left out of the text.
    """

    topic: Topic
    alignment: Alignment | None
    changed: bool
    refused: tuple[tuple[str, str], ...] = ()
    failure: str = ""
    beside: Topic | None = None
    notes: tuple[str, ...] = ()


def add_topic(
    document: Document,
    source: str,
    home: Path,
    slug: str | None = None,
    miner: Miner | None = None,
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
    if not added.changed and had_map and miner is None:
        return AddedTopic(topic, None, changed=False, notes=document.notes)
    argument_map, refused, failure = _build_map(topic.argument_map, document, miner)
    if review_first and not had_map:
        argument_map = argument_map.changed(review_first=True)
    topic = replace(topic, argument_map=argument_map)
    changed = keep(topic, home, added.over)
    alignment = added.alignment if had_map else None
    return AddedTopic(topic, alignment, changed, refused, failure, added.beside, document.notes)


def remine(topic: Topic, home: Path, miner: Miner | None = None) -> AddedTopic:
    """Refill what the topic's map leaves empty.

    An index that was made without is rebuilt by whoever opens it.
    """
    argument_map, refused, failure = _build_map(topic.argument_map, topic.document, miner)
    changed = argument_map != topic.argument_map
    return AddedTopic(
        keep_map(topic, argument_map, home) if changed else topic, None, changed, refused, failure
    )


def _build_map(
    before: ArgumentMap | None, document: Document, miner: Miner | None
) -> tuple[ArgumentMap, tuple[tuple[str, str], ...], str]:
    """Merge the map that there was, the model's and the rules'.

    Return the merged map, what the gate refused of the first two, and why the model gave none.
    """
    refused: list[tuple[str, str]] = []
    failure = ""
    current: ArgumentMap | None = None
    if before is not None:
        passed = gate_map(before, document)
        current = passed.argument_map
        refused += passed.refused
    if miner is not None:
        try:
            mined = miner(document)
        except ModelError as exc:
            failure = str(exc)
        else:
            current = merged(current, mined.argument_map) if current else mined.argument_map
            refused += mined.refused
    by_rules = gate_map(mined_map(document, Roles(), SentenceEncoder()), document).argument_map
    return (merged(current, by_rules) if current else by_rules), tuple(refused), failure
