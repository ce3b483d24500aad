"""A file to a topic that is indexed, with its starter evaluation set, told in a few lines: what `debate index` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.build import build_embedder, build_server, build_shared_topics
from bot.errors import BotError
from bot.models import Waits
from bot.request.language import ENGLISH, NAMES, language_of
from bot.settings import Settings
from bot.topics.add import AddedTopic, bring, mine_again
from bot.topics.mine import Mined, mine
from knowledge.alignment import Alignment
from knowledge.document import Document
from knowledge.index import rebuild_index
from knowledge.topic import Topic, folder_of, load_topic, shipped_slugs
from prompts import load_prompt

_SAMPLE = 3_000  # characters by which a text's language is told
GENERATING = "evals.generate_sets"  # by name: this package does not import the evaluations


def index_file(
    file: Path, settings: Settings, slug: str | None = None, title: str = "", *, mining: bool = False
) -> list[str]:
    """Make the file the document of a topic."""
    from knowledge.loaders import load_document

    return index_document(load_document(file, title), file.name, settings, slug, mining=mining)


def index_document(
    document: Document, source: str, settings: Settings, slug: str | None = None, *, mining: bool = False
) -> list[str]:
    """Make a document, which came from the file `source`, that of a topic."""
    brought = bring(document, source, settings.home, slug, _miner(settings) if mining else None)
    if mining:
        _check_not_shipped(brought.topic.slug)
    return [*_told(brought), *_indexed(brought.topic, settings)]


def index_again(slug: str, settings: Settings, *, mining: bool = False) -> list[str]:
    """Make a topic's index anew, and with `mining` its map."""
    topic = load_topic(slug, settings.home)
    if not mining:
        return _indexed(topic, settings)
    _check_not_shipped(slug)
    brought = mine_again(topic, settings.home, _miner(settings))
    return [*_mined(brought), *_indexed(brought.topic, settings)]


def published(settings: Settings, *slugs: str) -> None:
    """Let the servers that share the database have what was written of topics here."""
    if shared := build_shared_topics(settings):
        for slug in slugs:
            shared.push(slug)
        shared.close()


def generate(topic: Topic, home: Path) -> int:
    """The starter evaluation sets of an added topic, as long as nobody has written some; how many cases are new."""
    if topic.slug in shipped_slugs():
        return 0
    generating: Any = import_module(GENERATING)
    counts: dict[str, int] = generating.generate_sets(topic, folder_of(topic.slug, home) / "sets")
    return sum(counts.values())


def _check_not_shipped(slug: str) -> None:
    if slug in shipped_slugs():
        raise BotError(
            f"{slug} has an argument map that ships with the program: index the file with another --topic to have one mined"
        )


def _indexed(topic: Topic, settings: Settings) -> list[str]:
    made = rebuild_index(topic, build_embedder(settings), settings.home, build_server(settings))
    lines = [f"The index {'is made' if made.built else 'was there already'}: {len(made.entries)} texts."]
    if count := generate(topic, settings.home):
        lines.append(f"A starter evaluation set of {count} generated cases: debate eval --topic {topic.slug}")
    published(settings, topic.slug)
    return lines


def _told(brought: AddedTopic) -> list[str]:
    topic = brought.topic
    lines = [
        f"{topic.slug} {'now reads' if brought.changed else 'reads already'} {topic.source}: {len(topic.document.passages)} passages."
    ]
    if brought.beside:
        other = f"{brought.beside.slug} is another op-ed, “{brought.beside.title}”, and stays"
        lines.append(f"{other}; to name this one: debate topics rename {topic.slug} NEW")
    lines += notes_on(topic.document, brought.notes)
    if brought.alignment is not None:
        lines += _fitted(brought.alignment)
    if topic.argument_map and topic.argument_map.mined_by:
        lines += _mined(brought)
    return lines


def notes_on(document: Document, read: Iterable[str] = ()) -> list[str]:
    """What whoever brings a document should know of it: what the reader left out, and what its language does not allow."""
    notes = [f"{note[:1].upper()}{note[1:]}." for note in read]
    language = language_of(document.text[:_SAMPLE])
    if language != ENGLISH:
        only = "finding its claims, arguing and debating are made for English"
        notes.append(f"The text is in {NAMES[language]}: its passages can be searched and quoted; {only}.")
    return notes


def _fitted(alignment: Alignment) -> list[str]:
    weak = alignment.weak
    lines = [
        f"All {len(alignment.claims)} claims of its argument map are fitted, at a mean score of {alignment.score:.2f}; {len(weak)} weak."
    ]
    for claim in weak:
        marks = "".join(f"[{number}]" for number in claim.passages)
        lines.append(f"  weak {claim.score:.2f}  {claim.claim} {marks}")
    return lines


def _mined(brought: AddedTopic) -> list[str]:
    argument_map = brought.topic.argument_map
    assert argument_map is not None
    waiting = len(argument_map.unreviewed)
    recommendations = len(argument_map.recommendations)
    lines = [
        f"{len(argument_map.claims)} claims, {recommendations} of them recommendations, and {len(argument_map.lines)} lines of argument; {len(brought.refused)} refused."
    ]
    if brought.failure:
        lines.append(f"The model made no map, so rules did: {brought.failure}")
    lines += [f"  refused  {' '.join(text.split())} ({reason})" for text, reason in brought.refused]
    if not argument_map.lines:
        lines.append(
            "It recommends nothing that the rules can see, so it can be asked about and not argued; `debate review` can say what it recommends."
        )
    if waiting:
        lines.append(f"{waiting} claims wait for you: debate review --topic {brought.topic.slug}")
    return lines


def _miner(settings: Settings) -> Callable[[Document], Mined]:
    """What makes argument maps by a chat model. BotError where none is named."""
    if settings.model is None:
        raise BotError("--mine needs a chat model: set DEBATE_MODEL, as in openai:gpt-4.1-mini")
    from bot.models.langchain import open_langchain

    opened = open_langchain(
        settings.model, "DEBATE_MODEL", waits=Waits(whole=4 * settings.wait_whole), key=settings.openai_api_key, base_url=settings.openai_base_url,
        temperature=settings.temperature,
    )  # fmt: skip
    prompt = load_prompt("mine", settings.prompts, ("passages", "schemes"))
    return lambda document: mine(document, opened, prompt)
