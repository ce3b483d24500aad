"""The command `debate ask`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from bot.cli.errors import one_line_errors

if TYPE_CHECKING:
    from bot.turn.reply import Reply
    from bot.turn.turn import Event


@click.command()
@click.argument("question")
@click.option(
    "--mode",
    type=click.Choice(["ask", "for", "against", "debate"]),
    default="ask",
    show_default=True,
    help="What to do with the question.",
)
@click.option("--topic", metavar="SLUG", help="The topic to talk about; `debate topics` lists them all.")
@click.option(
    "--writer",
    type=click.Choice(["embedded", "model"]),
    help="What writes the sentences; by default, the model if DEBATE_MODEL names one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the reply as one JSON object.")
@one_line_errors
def ask(question: str, mode: str, topic: str | None, writer: str | None, as_json: bool) -> None:
    """Ask one QUESTION, or have the bot argue it.

    Use a dash to read the question from standard input.
    """
    from bot.build import build
    from bot.output.schema import as_object
    from bot.settings import load_settings

    if question == "-":
        question = sys.stdin.read()
    bots = build(load_settings(), writer)
    bot = bots.of(topic)
    if as_json:
        click.echo(json.dumps(as_object(bot.reply(question, mode)), ensure_ascii=False))
    elif bots.chat:
        _print_stream(bot.stream(question, mode))
    else:
        _print_reply(bot.reply(question, mode))


def _print_stream(events: Iterator[Event]) -> None:
    """Print what a model writes, sentence by sentence as each passes, then what stands behind it."""
    from bot.output.render import behind
    from bot.statement import Statement
    from bot.turn.reply import Reply

    for event in events:
        if isinstance(event, Statement):
            click.echo(f"{event.marked}\n")
        elif isinstance(event, Reply):
            click.echo("\n\n".join(behind(event)))


def _print_reply(reply: Reply) -> None:
    """Print a reply: rendered on a terminal, plain in a pipe."""
    from bot.output.render import as_markdown, as_text

    if not sys.stdout.isatty():
        click.echo(as_text(reply))
        return
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    console = Console(
        width=min(100, Console().width), theme=Theme({"markdown.block_quote": "dim", "markdown.hr": "dim"})
    )
    console.print(Markdown(as_markdown(reply)))
