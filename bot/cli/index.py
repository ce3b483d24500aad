"""The command `debate index`."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.errors import one_line_errors

if TYPE_CHECKING:
    from bot.settings import Settings


@click.command()
@click.argument("given", metavar="[FILE|ADDRESS]", required=False)
@click.option(
    "--topic",
    metavar="SLUG",
    help="The topic that the file belongs to; by default the one whose argument map fits it.",
)
@click.option("--title", default="", help="The document's title; by default its headline or the file's name.")
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
def index(given: str | None, topic: str | None, title: str, mining: bool, workers: str | None) -> None:
    """Make FILE (.txt, .md, .html, .pdf or .docx), or the page at ADDRESS (https://…), the document of a
    topic; of a folder, make each file a topic.

    The argument map of the topic is fitted to the new text, or mined from it where it has none. Without
    FILE, the index of --topic is rebuilt, as after a change of the embedding.
    """
    from bot.settings import load_settings
    from bot.topics.page_fetch import is_address

    if given is None and topic is None:
        raise click.UsageError(
            "Give a FILE or an ADDRESS, or --topic to rebuild its index.", click.get_current_context()
        )
    settings = load_settings()
    address = given if given is not None and is_address(given) else ""
    file = Path(given) if given is not None and not address else None
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
    with _progress(f"Indexing {address or (file.name if file else topic)}"):
        lines = _index_one(file, address, settings, topic, title, mining=mining)
    click.echo("\n".join(lines))


def _index_one(
    file: Path | None, address: str, settings: Settings, topic: str | None, title: str, *, mining: bool
) -> list[str]:
    """Index the file or the page, or without either the topic anew; return the lines to tell."""
    from bot.topics.index_file import index_file, index_page, reindex

    if address:
        return index_page(address, settings, topic, title, mining=mining)
    if file:
        return index_file(file, settings, topic, title, mining=mining)
    return reindex(topic or "", settings, mining=mining)


def _progress(action: str) -> AbstractContextManager[object]:
    """Return a line that moves while something is done, where somebody looks at a terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    return Console(stderr=True).status(f"{escape(action)} …")


def _index_folder(folder: Path, settings: Settings, workers: str | None, *, mining: bool) -> None:
    """Index each readable file, by name; one that cannot be taken is a line, and the others go on."""
    from bot.topics.batch import index_folder, index_on_workers

    results = (
        index_on_workers(workers, folder, mining=mining)
        if workers
        else index_folder(folder, settings, mining=mining)
    )
    failed = count = 0
    for count, result in enumerate(results, start=1):
        click.echo(f"[{count}/{result.of}] {result.name}")
        if result.error:
            failed += 1
            click.echo(f"Error: {result.error}", err=True)
        else:
            click.echo("\n".join(result.lines))
    click.echo(f"{count - failed} of {count} files are indexed.")
    if failed:
        click.get_current_context().exit(1)
