"""The command `debate map`."""

from __future__ import annotations

import click

from bot.cli.errors import one_line_errors


@click.command("map")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "svg", "mermaid", "aif", "json"]),
    default="markdown",
    show_default=True,
    help="What to print.",
)
@click.option("--topic", metavar="SLUG", help="The topic whose map it is.")
@one_line_errors
def map_(form: str, topic: str | None) -> None:
    """Print the argument map: recommendations, claims, what supports and attacks them, and the critical
    questions.
    """
    from bot.errors import BotError
    from bot.output.map_picture.formats import FORMATS
    from bot.settings import load_settings
    from knowledge.topic import load_topic

    settings = load_settings()
    loaded = load_topic(topic or settings.topic, settings.home)
    if loaded.argument_map is None:
        raise BotError(
            f"the topic {loaded.slug} has no argument map; have one mined with: "
            f"debate index FILE --topic {loaded.slug}"
        )
    click.echo(FORMATS[form](loaded.argument_map), nl=False)
