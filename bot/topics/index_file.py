"""Indexing a file as a topic, with a starter evaluation set and a report: what `debate index` does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.build import build_embedder, build_server, build_shared_topics
from bot.request.language import ENGLISH, NAMES, language_of
from bot.settings import Settings
from bot.topics.add import AddedTopic, add_topic
from bot.topics.review import waiting_claims
from bot.topics.starter_sets import generate_starter_sets
from knowledge.alignment import Alignment
from knowledge.document import Document
from knowledge.index import rebuild_index
from knowledge.topic import Topic, load_topic

if TYPE_CHECKING:
    from bot.topics.page_fetch import Fetcher

_SAMPLE = 3_000  # characters by which a text's language is told


@dataclass(frozen=True, slots=True)
class Indexed:
    """The slug of the topic, and the lines to tell."""

    slug: str
    lines: tuple[str, ...]


def index_file(file: Path, settings: Settings, slug: str | None = None, title: str = "") -> Indexed:
    """Make the file the document of a topic."""
    from knowledge.loaders import load_document

    return index_document(load_document(file, title), file.name, settings, slug)


def index_page(
    address: str,
    settings: Settings,
    slug: str | None = None,
    title: str = "",
    *,
    fetcher: Fetcher | None = None,
) -> Indexed:
    """Make the page at an address the document of a topic. BotError where it cannot be fetched."""
    from bot.topics.page_fetch import Fetcher
    from knowledge.loaders.subprocess_loader import load_apart

    page = asyncio.run((fetcher or Fetcher()).fetch(address))
    assert page is not None  # nothing was said to be known of it
    document = load_apart(page.data, page.name, title)
    return index_document(document, page.address, settings, slug)


def index_document(document: Document, source: str, settings: Settings, slug: str | None = None) -> Indexed:
    """Make a document, which came from the file or address `source`, that of a topic."""
    added = add_topic(document, source, settings.home, slug)
    return Indexed(added.topic.slug, (*_report(added), *_build_index(added.topic, settings)))


def reindex(slug: str, settings: Settings) -> Indexed:
    """Rebuild a topic's index."""
    return Indexed(slug, tuple(_build_index(load_topic(slug, settings.home), settings)))


def publish(settings: Settings, *slugs: str) -> None:
    """Let the servers that share the database have what was written of topics here."""
    if shared := build_shared_topics(settings):
        for slug in slugs:
            shared.push(slug)
        shared.close()


def _build_index(topic: Topic, settings: Settings) -> list[str]:
    """Index the topic, generate its starter sets and publish it; return the lines to tell."""
    index = rebuild_index(topic, build_embedder(settings), settings.home, build_server(settings))
    lines = [f"The index {'is made' if index.built else 'was there already'}: {len(index.entries)} texts."]
    if count := generate_starter_sets(topic, settings.home):
        lines.append(f"A starter evaluation set of {count} generated cases: debate eval --topic {topic.slug}")
    publish(settings, topic.slug)
    return lines


def _report(added: AddedTopic) -> list[str]:
    topic = added.topic
    verb = "now reads" if added.changed else "already reads"
    lines = [f"{topic.slug} {verb} {topic.source}: {len(topic.document.passages)} passages."]
    if added.before:
        apart = "to keep them apart, index one with --topic and another name"
        lines.append(f"It was treated as a new version of {added.before}, which it replaces; {apart}.")
    if added.beside:
        other = f"{added.beside.slug} is a different op-ed, “{added.beside.title}”, and is kept"
        lines.append(f"{other}; to name this one: debate topics rename {topic.slug} NEW")
    lines += notes_on(topic.document, added.notes)
    if added.alignment is not None:
        lines += _report_alignment(added.alignment)
    if topic.argument_map and topic.argument_map.mined_by:
        lines += _report_map(added)
    return lines


def notes_on(document: Document, reader_notes: Iterable[str] = ()) -> list[str]:
    """Return what whoever adds a document should know of it: what the reader left out, and what its language
    does not allow.
    """
    notes = [f"{note[:1].upper()}{note[1:]}." for note in reader_notes]
    language = language_of(document.text[:_SAMPLE])
    if language != ENGLISH:
        only = "finding its claims, arguing and debating work only in English"
        notes.append(f"The text is in {NAMES[language]}: its passages can be searched and quoted; {only}.")
    return notes


def _report_alignment(alignment: Alignment) -> list[str]:
    weak = alignment.weak
    claims = f"All {len(alignment.claims)} claims of its argument map are fitted"
    lines = [f"{claims}, at a mean score of {alignment.score:.2f}; {len(weak)} weak."]
    for claim in weak:
        marks = "".join(f"[{number}]" for number in claim.passages)
        lines.append(f"  weak {claim.score:.2f}  {claim.claim} {marks}")
    return lines


def _report_map(added: AddedTopic) -> list[str]:
    argument_map = added.topic.argument_map
    assert argument_map is not None
    claims = f"{len(argument_map.claims)} claims, {len(argument_map.recommendations)} of them recommendations"
    lines = [f"{claims}, and {len(argument_map.lines)} lines of argument; {len(added.refused)} refused."]
    lines += [f"  refused  {' '.join(text.split())} ({reason})" for text, reason in added.refused]
    if not argument_map.lines:
        lines.append(
            "The rules find no recommendation in it, so it can be asked about but not argued; use "
            "`debate review` to say what it recommends."
        )
    elif not argument_map.arguable:
        lines.append(
            "What it recommends is only a guess: it can be asked about, quoted and searched now, "
            "and argued once you have reviewed it."
        )
    if waiting := len(argument_map.unreviewed):
        lines.append(f"{waiting_claims(waiting)} for you: debate review --topic {added.topic.slug}")
    return lines
