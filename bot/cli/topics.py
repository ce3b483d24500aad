"""The commands by which topics are brought in and looked after: index, topics."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.ask import one_line_errors

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.topic import Topic


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--topic",
    metavar="SLUG",
    help="The topic that the file belongs to; by default the one whose argument map fits it.",
)
@click.option(
    "--title", default="", help="The document's title; by default its first heading or the file's name."
)
@click.option(
    "--mine",
    "mining",
    is_flag=True,
    help="Have the model of DEBATE_MODEL make the argument map; only what its passages carry is kept.",
)
@click.option(
    "--workers",
    metavar="ADDRESS",
    help="For a folder: the Dask scheduler whose workers do it, as tcp://host:8786.",
)
@one_line_errors
def index(file: Path | None, topic: str | None, title: str, mining: bool, workers: str | None) -> None:
    """Make FILE (.txt, .md, .html, .pdf or .docx) the document of a topic; of a folder, make each file a topic.

    The argument map of the topic is fitted to the new text, or mined from it where it has none. Without FILE, the index of --topic is made anew, as after a
    change of the embedding.
    """
    from bot.settings import load_settings
    from bot.topics.index_file import index_again, index_file

    if file is None and topic is None:
        raise click.UsageError("Give a FILE, or --topic to make its index anew.", click.get_current_context())
    settings = load_settings()
    if file is not None and file.is_dir():
        if topic or title:
            raise click.UsageError(
                "A folder makes a topic of each of its files: leave out --topic and --title.",
                click.get_current_context(),
            )
        _index_folder(file, settings, workers, mining=mining)
        return
    if workers:
        raise click.UsageError("--workers is for a folder of files.", click.get_current_context())
    with _working(f"Indexing {file.name if file else topic}"):
        lines = (
            index_file(file, settings, topic, title, mining=mining)
            if file
            else index_again(topic or "", settings, mining=mining)
        )
    click.echo("\n".join(lines))


def _working(doing: str) -> AbstractContextManager[object]:
    """A line that moves while something is done, where somebody looks at a terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    return Console(stderr=True).status(f"{escape(doing)} …")


def _index_folder(folder: Path, settings: Settings, workers: str | None, *, mining: bool) -> None:
    """Each readable file, by name; one that cannot be taken is a line, and the others go on."""
    from bot.topics.batch import index_all, index_on

    indexed = (
        index_on(workers, folder, mining=mining) if workers else index_all(folder, settings, mining=mining)
    )
    failed = count = 0
    for count, done in enumerate(indexed, start=1):
        click.echo(f"[{count}/{done.of}] {done.name}")
        if done.error:
            failed += 1
            click.echo(f"Error: {done.error}", err=True)
        else:
            click.echo("\n".join(done.lines))
    click.echo(f"{count - failed} of {count} files are indexed.")
    if failed:
        click.get_current_context().exit(1)


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
    from bot.build import build
    from bot.settings import load_settings
    from bot.topics.ask_all import across

    bots = build(load_settings(), "embedded")
    bots.library.update()
    found = across(question, bots.library, bots.topic)
    for one in found:
        click.echo(
            f"{one.title} ({one.topic})\n  {one.statement.marked}\n  [{one.passage.id}] {' '.join(one.passage.text.split())}\n"
        )
    if not found:
        click.echo("None of the op-eds speaks of that.")


@topics.command()
@click.argument("slug")
@click.argument("words")
@one_line_errors
def tag(slug: str, words: str) -> None:
    """Give the topic SLUG the tags in WORDS, parted by commas."""
    from bot.settings import load_settings
    from bot.topics.index_file import published
    from knowledge.tags import set_tags

    settings = load_settings()
    given = set_tags(slug, words, settings.home)
    published(settings, slug)
    click.echo(f"{slug}: {', '.join(given) or 'no tags'}")


@topics.command()
@click.argument("slug")
@click.argument("new")
@one_line_errors
def rename(slug: str, new: str) -> None:
    """Give the topic SLUG another slug; its chats go with it."""
    from bot.build import build, build_server
    from bot.settings import load_settings
    from bot.topics.index_file import published
    from knowledge.bundle import rename_topic
    from knowledge.index import drop_indexes

    settings = load_settings()
    rename_topic(slug, new, settings.home)
    drop_indexes(slug, settings.home, build_server(settings))
    bots = build(settings, "embedded")
    moved = bots.store.conversations.rename_topic(slug, new)
    bots.close()
    published(settings, slug, new)
    click.echo(f"{slug} is {new} now, with {moved} chats.")


@topics.command()
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Do not ask.")
@one_line_errors
def remove(slug: str, yes: bool) -> None:
    """Remove the topic SLUG with all its versions. Chats about it keep the passages that they cited."""
    from bot.build import build_server
    from bot.settings import load_settings
    from bot.topics.index_file import published
    from knowledge.bundle import remove_topic
    from knowledge.index import drop_indexes

    if not yes:
        click.confirm(f"Remove {slug} with all its versions, for good?", abort=True)
    settings = load_settings()
    remove_topic(slug, settings.home)
    drop_indexes(slug, settings.home, build_server(settings))
    published(settings, slug)
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
    from bot.topics.index_file import published
    from knowledge.bundle import import_topic

    settings = load_settings()
    slug = import_topic(file, settings.home, topic)
    published(settings, slug)
    click.echo(f"{slug} is here now.")
