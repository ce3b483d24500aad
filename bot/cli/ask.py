"""The commands of the terminal: ask, check, map."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, cast

import click

if TYPE_CHECKING:
    from bot.turn.reply import Reply
    from bot.turn.turn import Event

P = ParamSpec("P")


def one_line_errors(command: Callable[P, None]) -> Callable[P, None]:
    """What a user can mend becomes the command line's one-line error."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        from bot.errors import USER_ERRORS

        try:
            command(*args, **kwargs)
        except USER_ERRORS as exc:
            raise click.ClickException(str(exc)) from exc

    return wrapped


@click.command()
@click.argument("question")
@click.option(
    "--mode",
    type=click.Choice(["ask", "for", "against", "debate"]),
    default="ask",
    show_default=True,
    help="What to do with the question.",
)
@click.option("--topic", metavar="SLUG", help="What to talk about; `debate topics` lists them.")
@click.option(
    "--writer",
    type=click.Choice(["embedded", "model"]),
    help="Who writes the sentences; by default the model, where DEBATE_MODEL names one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the reply as one JSON object.")
@one_line_errors
def ask(question: str, mode: str, topic: str | None, writer: str | None, as_json: bool) -> None:
    """Ask one QUESTION, or have one argued.

    A dash reads the question from standard input.
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
        _show_as_it_comes(bot.stream(question, mode))
    else:
        _show(bot.reply(question, mode))


def _show_as_it_comes(events: Iterator[Event]) -> None:
    """What a model writes, sentence by sentence as each passes, then what stands behind it."""
    from bot.output.render import behind
    from bot.statement import Statement
    from bot.turn.reply import Reply

    for event in events:
        if isinstance(event, Statement):
            click.echo(f"{event.marked}\n")
        elif isinstance(event, Reply):
            click.echo("\n\n".join(behind(event)))


def _show(reply: Reply) -> None:
    """Rendered on a terminal, plain in a pipe."""
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


@click.command()
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("--topic", metavar="SLUG", help="The topic whose document the draft is held to.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    help='Judge pairs instead: lines of {"claim": "…", "passages": ["…"]}.',
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--strict", is_flag=True, help="Exit with 1 when a sentence or claim is not carried.")
@one_line_errors
def check(draft: Path | None, topic: str | None, pairs: Path | None, as_json: bool, strict: bool) -> None:
    """Hold the sentences of DRAFT, a file about the op-ed, to its passages.

    Each is carried, with the passage, contradicted, or not in it. With --pairs, any claims are judged by the passages given with them.
    """
    if (draft is None) == (pairs is None):
        raise click.UsageError("Give a DRAFT, or --pairs with a file.", click.get_current_context())
    carried = _check_pairs(pairs, as_json) if pairs else _check_draft(cast("Path", draft), topic, as_json)
    if strict and not carried:
        click.get_current_context().exit(1)


def _check_draft(draft: Path, topic: str | None, as_json: bool) -> bool:
    from bot.gate.drafts import check_draft, checked_object
    from bot.settings import load_settings
    from knowledge.loaders import load_document
    from knowledge.topic import load_topic

    settings = load_settings()
    document = load_topic(topic or settings.topic, settings.home).document
    found = list(check_draft(load_document(draft), document))
    for one in found:
        if as_json:
            click.echo(json.dumps(checked_object(one), ensure_ascii=False))
        else:
            marks = "".join(f"[{number}]" for number in one.cites)
            click.echo(
                f"{one.mark:12} {one.text} {marks}".rstrip()
                + ("" if one.mark == "carried" else f"\n{'':12} {one.reason}")
            )
    if not as_json:
        count = sum(one.mark == "carried" for one in found)
        click.echo(f"{count} of {len(found)} sentences carried.")
    return all(one.mark == "carried" for one in found)


def _check_pairs(pairs: Path, as_json: bool) -> bool:
    from bot.judge import judge
    from bot.judge.pairs import read_pairs

    carried = total = 0
    for pair in read_pairs(pairs):
        judgement = judge(pair.claim, pair.passages)
        carried, total = carried + judgement.supported, total + 1
        if as_json:
            line = {
                "score": round(judgement.score, 4),
                "supported": judgement.supported,
                "reason": judgement.reason,
            }
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            click.echo(
                f"{judgement.score:.2f} {'carried' if judgement.supported else 'not carried':12} {pair.claim} ({judgement.reason})"
            )
    if not as_json:
        click.echo(f"{carried} of {total} claims carried.")
    return carried == total


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
    """Print the argument map: recommendations, claims, what supports and attacks them, and the critical questions."""
    from bot.errors import BotError
    from bot.output.map_picture.formats import FORMATS
    from bot.settings import load_settings
    from knowledge.topic import load_topic

    settings = load_settings()
    loaded = load_topic(topic or settings.topic, settings.home)
    if loaded.argument_map is None:
        raise BotError(
            f"the topic {loaded.slug} has no argument map; have one mined with: debate index FILE --topic {loaded.slug}"
        )
    click.echo(FORMATS[form](loaded.argument_map), nl=False)
