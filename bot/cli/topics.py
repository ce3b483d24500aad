"""The command `debate topics`: topics listed, searched, tagged, renamed, removed, exported, imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.errors import one_line_errors

if TYPE_CHECKING:
    from knowledge.topic import Topic


@click.group(invoke_without_command=True)
@click.pass_context
@one_line_errors
def topics(ctx: click.Context) -> None:
    """List the topics, each with its document; or rename, remove, export and import them."""
    from bot.settings import load_settings
    from knowledge.topic import load_topic, topic_slugs

    if ctx.invoked_subcommand:
        return
    settings = load_settings()
    for slug in topic_slugs(settings.home):
        topic = load_topic(slug, settings.home)
        default = " (default)" if slug == settings.topic else ""
        passages = f"{len(topic.document.passages)} passages"
        version = f"document {topic.document.sha256[:12]}"
        click.echo(f"{slug}{default}\n  {topic.title}")
        click.echo(f"  {topic.source}, {passages}, {_map_summary(topic)}, {version}")


def _map_summary(topic: Topic) -> str:
    if topic.argument_map is None:
        return "no argument map"
    waiting = len(topic.argument_map.unreviewed)
    return f"{len(topic.argument_map.claims)} claims" + (f" ({waiting} not reviewed)" if waiting else "")


@topics.command()
@click.argument("question")
@one_line_errors
def find(question: str) -> None:
    """Ask all topics a QUESTION: which op-eds discuss it, and what each says."""
    from bot.build import build
    from bot.settings import load_settings
    from bot.topics.ask_all import across

    bots = build(load_settings(), "embedded")
    bots.library.update()
    answers = across(question, bots.library, bots.topic)
    for answer in answers:
        passage = " ".join(answer.passage.text.split())
        click.echo(f"{answer.title} ({answer.topic})\n  {answer.statement.marked}")
        click.echo(f"  [{answer.passage.id}] {passage}\n")
    if not answers:
        click.echo("None of the op-eds discusses that.")


@topics.command()
@click.argument("slug")
@click.argument("words")
@one_line_errors
def tag(slug: str, words: str) -> None:
    """Give the topic SLUG the tags in WORDS, separated by commas."""
    from bot.settings import load_settings
    from bot.topics.index_file import publish
    from knowledge.tags import set_tags

    settings = load_settings()
    tags = set_tags(slug, words, settings.home)
    publish(settings, slug)
    click.echo(f"{slug}: {', '.join(tags) or 'no tags'}")


@topics.command()
@click.argument("slug")
@click.argument("new")
@one_line_errors
def rename(slug: str, new: str) -> None:
    """Give the topic SLUG another slug; its chats go with it."""
    from bot.build import build, build_server
    from bot.settings import load_settings
    from bot.topics.index_file import publish
    from knowledge.bundle import rename_topic
    from knowledge.index import drop_indexes

    settings = load_settings()
    rename_topic(slug, new, settings.home)
    drop_indexes(slug, settings.home, build_server(settings))
    bots = build(settings, "embedded")
    moved = bots.store.conversations.rename_topic(slug, new)
    bots.close()
    publish(settings, slug, new)
    click.echo(f"{slug} is now {new}, with {moved} chat{'' if moved == 1 else 's'}.")


@topics.command()
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@one_line_errors
def remove(slug: str, yes: bool) -> None:
    """Remove the topic SLUG with all its versions. Chats about it keep the passages that they cited."""
    from bot.build import build_server
    from bot.settings import load_settings
    from bot.topics.index_file import publish
    from knowledge.bundle import remove_topic
    from knowledge.index import drop_indexes

    if not yes:
        click.confirm(f"Remove {slug} and all its versions for good?", abort=True)
    settings = load_settings()
    remove_topic(slug, settings.home)
    drop_indexes(slug, settings.home, build_server(settings))
    publish(settings, slug)
    click.echo(f"{slug} has been removed.")


@topics.command("export")
@click.argument("slug")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@one_line_errors
def export_(slug: str, file: Path | None) -> None:
    """Write the topic SLUG, with its versions and evaluation sets, to one FILE, by default SLUG.topic.zip."""
    from bot.settings import load_settings
    from knowledge.bundle import ENDING, export_topic

    place = file or Path(f"{slug}{ENDING}")
    export_topic(slug, load_settings().home, place)
    click.echo(f"{slug} is in {place}.")


@topics.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--topic", metavar="SLUG", help="Import it under this slug.")
@one_line_errors
def import_(file: Path, topic: str | None) -> None:
    """Import a topic from a FILE that `debate topics export` wrote."""
    from bot.settings import load_settings
    from bot.topics.index_file import publish
    from knowledge.bundle import import_topic

    settings = load_settings()
    slug = import_topic(file, settings.home, topic)
    publish(settings, slug)
    click.echo(f"{slug} has been imported.")
