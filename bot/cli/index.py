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
    from bot.topics.by_model.estimate import Estimate
    from bot.topics.by_model.progress import Progress
    from bot.topics.index_file import Indexed


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
    help="Have the model set in DEBATE_MODEL make the argument map and the playbook; only what passes "
    "the check is kept. The cost is shown first; an interrupted run resumes where it stopped.",
)
@click.option("--yes", is_flag=True, help="With --mine: begin without asking, once the cost has been shown.")
@click.option(
    "--workers",
    metavar="ADDRESS",
    help="For a folder: the Dask scheduler whose workers do the indexing, for example tcp://host:8786.",
)
@one_line_errors
def index(
    given: str | None, topic: str | None, title: str, mining: bool, yes: bool, workers: str | None
) -> None:
    """Make FILE (.txt, .md, .html, .pdf or .docx), or the page at ADDRESS (https://…), the document of a
    topic; for a folder, make each file a topic.

    The topic's argument map is fitted to the new text, or mined from it if the topic has none. Without
    FILE, the index of --topic is rebuilt, for example after changing the embedding.
    """
    from bot.settings import load_settings
    from bot.topics.page_fetch import is_address

    if given is None and topic is None:
        raise click.UsageError(
            "Give a FILE or an ADDRESS, or --topic to rebuild its index.", click.get_current_context()
        )
    settings = load_settings()
    if mining:
        _check_mining(settings, topic)
    address = given if given is not None and is_address(given) else ""
    file = Path(given) if given is not None and not address else None
    if file is not None and file.is_dir():
        if topic or title:
            raise click.UsageError(
                "Each file in a folder becomes a topic of its own: leave out --topic and --title.",
                click.get_current_context(),
            )
        _index_folder(file, settings, workers, mining=mining, yes=yes)
        return
    if workers:
        raise click.UsageError("--workers is for a folder of files.", click.get_current_context())
    with _progress(f"Indexing {address or (file.name if file else topic)}"):
        indexed = _index_one(file, address, settings, topic, title)
    click.echo("\n".join(indexed.lines))
    if mining:
        _mine(indexed.slug, settings, yes=yes)


def _check_mining(settings: Settings, topic: str | None) -> None:
    """Raise BotError where no model is named, or the topic's map ships."""
    from bot.topics.by_model.build import check_can_be_mined, mining

    if topic:
        check_can_be_mined(topic)
    with mining(settings):
        pass


def _index_one(file: Path | None, address: str, settings: Settings, topic: str | None, title: str) -> Indexed:
    """Index the file or the page, or without either the topic anew; return the lines to tell."""
    from bot.topics.index_file import index_file, index_page, reindex

    if address:
        return index_page(address, settings, topic, title)
    if file:
        return index_file(file, settings, topic, title)
    return reindex(topic or "", settings)


def _mine(slug: str, settings: Settings, *, yes: bool) -> None:
    """Tell what it costs to have the model mine a topic, ask, and do it; each part that is done is a line."""
    from bot.errors import ModelError
    from bot.topics.by_model.mine_topic import cost_of, mine_topic

    if not _agreed(cost_of(slug, settings), settings, yes=yes):
        click.echo(f"The model was not used. To use it: debate index --topic {slug} --mine")
        return
    again = f"the work done so far is kept; continue with: debate index --topic {slug} --mine"
    try:
        with _progress(f"Mining {slug}") as shown:
            lines = mine_topic(slug, settings, lambda progress: _tell(progress, shown))
    except ModelError as exc:
        raise type(exc)(f"{exc}; {again}") from exc
    except KeyboardInterrupt:
        click.echo(f"Interrupted: {again}", err=True)
        click.get_current_context().exit(1)
    click.echo("\n".join(lines))


def _agreed(cost: Estimate, settings: Settings, *, yes: bool) -> bool:
    """Tell what it will cost; return whether to begin. Who cannot be asked has said so with --mine."""
    click.echo(cost.told(settings.model or ""))
    asks = cost.done < cost.of and not yes and sys.stdin is not None and sys.stdin.isatty()
    return not asks or click.confirm("Begin?", default=True)


def _tell(progress: Progress, shown: object) -> None:
    """Say on the terminal how far the model is; what is done with a part is a line that stays."""
    place = f"[{progress.number}/{progress.of}] {progress.says}"
    if progress.doing in ("kept", "there"):
        click.echo(f"{place}: {progress.kept or 'there already'}" + _left_out(len(progress.refused)))
        for text, reason in progress.refused:
            click.echo(f"  refused  {' '.join(text.split())} ({reason})")
    elif update := getattr(shown, "update", None):
        from rich.markup import escape

        update(escape(f"{place}: {progress.told} …"))


def _left_out(count: int) -> str:
    return f"; {count} refused" if count else ""


def _progress(action: str) -> AbstractContextManager[object]:
    """Return a line that moves while something is done, where somebody looks at a terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    return Console(stderr=True).status(f"{escape(action)} …")


def _index_folder(folder: Path, settings: Settings, workers: str | None, *, mining: bool, yes: bool) -> None:
    """Index each readable file, by name; one that cannot be taken is a line, and the others go on."""
    from bot.topics.batch import cost_of_folder, index_folder, index_on_workers

    if mining and not _agreed(cost_of_folder(folder, settings), settings, yes=yes):
        return
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
