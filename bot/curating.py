"""The commands by which topics are brought in and looked after: index, topics."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.terminal import one_line_errors

if TYPE_CHECKING:
    from bot.bringing import Brought
    from bot.settings import Settings
    from knowledge.alignment import Alignment
    from knowledge.topic import Topic

GENERATING = "evals.generating"  # by name: this package does not import the evaluations


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--topic", metavar="SLUG", help="The topic that the file belongs to; by default the one whose argument map fits it.")
@click.option("--title", default="", help="The document's title; by default its first heading or the file's name.")
@click.option("--mine", "mining", is_flag=True, help="Have the model of DEBATE_MODEL make the argument map; only what its passages carry is kept.")
@one_line_errors
def index(file: Path | None, topic: str | None, title: str, mining: bool) -> None:
    """Make FILE (.txt, .md, .html, .pdf or .docx) the document of a topic; of a folder, make each file a topic.

    The argument map of the topic is fitted to the new text, or mined from it where it has none. Without FILE, the index of --topic is made anew, as after a
    change of the embedding.
    """
    from bot.settings import load_settings

    if file is None and topic is None:
        raise click.UsageError("Give a FILE, or --topic to make its index anew.", click.get_current_context())
    settings = load_settings()
    if file is not None and file.is_dir():
        if topic or title:
            raise click.UsageError("A folder makes a topic of each of its files: leave out --topic and --title.", click.get_current_context())
        _index_folder(file, settings, mining=mining)
        return
    _index_one(file, topic, title, settings, mining=mining)


def _index_folder(folder: Path, settings: Settings, *, mining: bool) -> None:
    """Each readable file, by name; one that cannot be taken is a line, and the others go on."""
    from bot.errors import USER_ERRORS, BotError
    from knowledge.loaders import LOADERS

    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in LOADERS and path.is_file())
    if not files:
        raise BotError(f"{folder} has no file that ends in {', '.join(sorted(LOADERS))}")
    failed = 0
    for number, file in enumerate(files, start=1):
        click.echo(f"[{number}/{len(files)}] {file.relative_to(folder)}")
        try:
            _index_one(file, None, "", settings, mining=mining)
        except USER_ERRORS as exc:
            failed += 1
            click.echo(f"Error: {exc}", err=True)
    click.echo(f"{len(files) - failed} of {len(files)} files are indexed.")
    if failed:
        click.get_current_context().exit(1)


def _index_one(file: Path | None, slug: str | None, title: str, settings: Settings, *, mining: bool) -> None:
    from bot.bringing import bring, mine_again
    from bot.build import build_embedder, build_miner, build_server
    from bot.errors import BotError
    from knowledge.index import rebuild_index
    from knowledge.loaders import load_document
    from knowledge.topic import load_topic, shipped_slugs

    miner = build_miner(settings) if mining else None
    if file is not None:
        brought = bring(load_document(file, title), file.name, settings.home, slug, miner)
        if mining and brought.topic.slug in shipped_slugs():
            raise BotError(f"{brought.topic.slug} has an argument map that ships with the program: index the file with another --topic to have one mined")
        click.echo("\n".join(_told(brought)))
        topic = brought.topic
    else:
        assert slug is not None
        topic = load_topic(slug, settings.home)
        if mining and slug in shipped_slugs():
            raise BotError(f"{slug} has an argument map that ships with the program: index the file with another --topic to have one mined")
        if mining:
            brought = mine_again(topic, settings.home, miner)
            click.echo("\n".join(_mined(brought)))
            topic = brought.topic
    made = rebuild_index(topic, build_embedder(settings), settings.home, build_server(settings))
    click.echo(f"The index {'is made' if made.built else 'was there already'}: {len(made.entries)} texts.")
    if topic.slug not in shipped_slugs():
        _generate(topic, settings)
    publish(settings, topic.slug)


def publish(settings: Settings, *slugs: str) -> None:
    """Let the servers that share the database have what was written of topics here."""
    from bot.build import build_shared_topics

    if shared := build_shared_topics(settings):
        for slug in slugs:
            shared.push(slug)


def _generate(topic: Topic, settings: Settings) -> None:
    """The starter evaluation sets, as long as nobody has written some."""
    from knowledge.topic import folder_of

    generating: Any = import_module(GENERATING)
    counts: dict[str, int] = generating.generate_sets(topic, folder_of(topic.slug, settings.home) / "sets")
    if counts:
        click.echo(f"A starter evaluation set of {sum(counts.values())} generated cases: debate eval --topic {topic.slug}")


def _told(brought: Brought) -> list[str]:
    topic = brought.topic
    lines = [f"{topic.slug} {'now reads' if brought.changed else 'reads already'} {topic.source}: {len(topic.document.passages)} passages."]
    if brought.alignment is not None:
        lines += _fitted(brought.alignment)
    if topic.argument_map and topic.argument_map.mined_by:
        lines += _mined(brought)
    return lines


def _fitted(alignment: Alignment) -> list[str]:
    weak = alignment.weak
    lines = [f"All {len(alignment.claims)} claims of its argument map are fitted, at a mean score of {alignment.score:.2f}; {len(weak)} weak."]
    for claim in weak:
        marks = "".join(f"[{number}]" for number in claim.passages)
        lines.append(f"  weak {claim.score:.2f}  {claim.claim} {marks}")
    return lines


def _mined(brought: Brought) -> list[str]:
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
        lines.append("It recommends nothing that the rules can see, so it can be asked about and not argued; `debate review` can say what it recommends.")
    if waiting:
        lines.append(f"{waiting} claims wait for you: debate review --topic {brought.topic.slug}")
    return lines


@click.group(invoke_without_command=True)
@click.pass_context
@one_line_errors
def topics(ctx: click.Context) -> None:
    """List what can be talked about, and from which document; or rename, remove, export and import topics."""
    from bot.settings import load_settings
    from knowledge.topic import load_topic, topic_slugs

    if ctx.invoked_subcommand:
        return
    settings = load_settings()
    for slug in topic_slugs(settings.home):
        topic = load_topic(slug, settings.home)
        default = " (default)" if slug == settings.topic else ""
        click.echo(
            f"{slug}{default}\n  {topic.title}\n  {topic.source}, {len(topic.document.passages)} passages, {_state(topic)}, document {topic.document.sha256[:12]}"
        )


def _state(topic: Topic) -> str:
    if topic.argument_map is None:
        return "no argument map"
    waiting = len(topic.argument_map.unreviewed)
    return f"{len(topic.argument_map.claims)} claims" + (f" ({waiting} not reviewed)" if waiting else "")


@topics.command()
@click.argument("question")
@one_line_errors
def find(question: str) -> None:
    """Ask a QUESTION of all topics: which op-eds speak of it, and what each says."""
    from bot.across import across
    from bot.build import build
    from bot.settings import load_settings

    bots = build(load_settings(), "embedded")
    bots.library.update()
    found = across(question, bots.library, bots.topic)
    for one in found:
        click.echo(f"{one.title} ({one.topic})\n  {one.statement.marked}\n  [{one.passage.id}] {' '.join(one.passage.text.split())}\n")
    if not found:
        click.echo("None of the op-eds speaks of that.")


@topics.command()
@click.argument("slug")
@click.argument("words")
@one_line_errors
def tag(slug: str, words: str) -> None:
    """Give the topic SLUG the tags in WORDS, parted by commas."""
    from bot.settings import load_settings
    from knowledge.tags import set_tags

    settings = load_settings()
    given = set_tags(slug, words, settings.home)
    publish(settings, slug)
    click.echo(f"{slug}: {', '.join(given) or 'no tags'}")


@topics.command()
@click.argument("slug")
@click.argument("new")
@one_line_errors
def rename(slug: str, new: str) -> None:
    """Give the topic SLUG another slug; its chats go with it."""
    from bot.build import build, build_server
    from bot.settings import load_settings
    from knowledge.bundle import rename_topic
    from knowledge.index import drop_indexes

    settings = load_settings()
    rename_topic(slug, new, settings.home)
    drop_indexes(slug, settings.home, build_server(settings))
    bots = build(settings, "embedded")
    moved = bots.store.conversations.rename_topic(slug, new)
    bots.close()
    publish(settings, slug, new)
    click.echo(f"{slug} is {new} now, with {moved} chats.")


@topics.command()
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Do not ask.")
@one_line_errors
def remove(slug: str, yes: bool) -> None:
    """Remove the topic SLUG with all its versions. Chats about it keep the passages that they cited."""
    from bot.build import build_server
    from bot.settings import load_settings
    from knowledge.bundle import remove_topic
    from knowledge.index import drop_indexes

    if not yes:
        click.confirm(f"Remove {slug} with all its versions, for good?", abort=True)
    settings = load_settings()
    remove_topic(slug, settings.home)
    drop_indexes(slug, settings.home, build_server(settings))
    publish(settings, slug)
    click.echo(f"{slug} is removed.")


@topics.command("export")
@click.argument("slug")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@one_line_errors
def export_(slug: str, file: Path | None) -> None:
    """Write the topic SLUG with its versions and sets into one FILE, by default SLUG.topic.zip."""
    from bot.settings import load_settings
    from knowledge.bundle import ENDING, export_topic

    place = file or Path(f"{slug}{ENDING}")
    export_topic(slug, load_settings().home, place)
    click.echo(f"{slug} is in {place}.")


@topics.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--topic", metavar="SLUG", help="Take it in under this slug.")
@one_line_errors
def import_(file: Path, topic: str | None) -> None:
    """Take in a topic from a FILE that `debate topics export` wrote."""
    from bot.settings import load_settings
    from knowledge.bundle import import_topic

    settings = load_settings()
    slug = import_topic(file, settings.home, topic)
    publish(settings, slug)
    click.echo(f"{slug} is here now.")
