"""The commands of the terminal: ask, check, index, topics."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, cast

import click

if TYPE_CHECKING:
    from bot.reply import Reply
    from bot.settings import Settings
    from bot.turn import Event
    from knowledge.topic import Added, Topic

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
@click.option("--mode", type=click.Choice(["ask", "for", "against", "debate"]), default="ask", show_default=True, help="What to do with the question.")
@click.option("--topic", metavar="SLUG", help="What to talk about; `debate topics` lists them.")
@click.option("--writer", type=click.Choice(["embedded", "model"]), help="Who writes the sentences; by default the model, where DEBATE_MODEL names one.")
@click.option("--json", "as_json", is_flag=True, help="Print the reply as one JSON object.")
@one_line_errors
def ask(question: str, mode: str, topic: str | None, writer: str | None, as_json: bool) -> None:
    """Ask one QUESTION, or have one argued.

    A dash reads the question from standard input.
    """
    from bot.build import build
    from bot.objects import as_object
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
    from bot.render import behind
    from bot.reply import Reply
    from bot.statement import Statement

    for event in events:
        if isinstance(event, Statement):
            click.echo(f"{event.marked}\n")
        elif isinstance(event, Reply):
            click.echo("\n\n".join(behind(event)))


def _show(reply: Reply) -> None:
    """Rendered on a terminal, plain in a pipe."""
    from bot.render import as_markdown, as_text

    if not sys.stdout.isatty():
        click.echo(as_text(reply))
        return
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    console = Console(width=min(100, Console().width), theme=Theme({"markdown.block_quote": "dim", "markdown.hr": "dim"}))
    console.print(Markdown(as_markdown(reply)))


@click.command()
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("--topic", metavar="SLUG", help="The topic whose document the draft is held to.")
@click.option("--pairs", type=click.Path(path_type=Path), help='Judge pairs instead: lines of {"claim": "…", "passages": ["…"]}.')
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
    from bot.checking import check_draft, checked_object
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
            click.echo(f"{one.mark:12} {one.text} {marks}".rstrip() + ("" if one.mark == "carried" else f"\n{'':12} {one.reason}"))
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
            line = {"score": round(judgement.score, 4), "supported": judgement.supported, "reason": judgement.reason}
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            click.echo(f"{judgement.score:.2f} {'carried' if judgement.supported else 'not carried':12} {pair.claim} ({judgement.reason})")
    if not as_json:
        click.echo(f"{carried} of {total} claims carried.")
    return carried == total


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--topic", metavar="SLUG", help="The topic that the file belongs to; by default the one whose argument map fits it.")
@click.option("--title", default="", help="The document's title; by default its first heading or the file's name.")
@click.option("--mine", "mining", is_flag=True, help="Have the model of DEBATE_MODEL make the argument map; only what its passages carry is kept.")
@one_line_errors
def index(file: Path | None, topic: str | None, title: str, mining: bool) -> None:
    """Make FILE (.txt, .md, .html, .pdf or .docx) the document of a topic.

    The argument map of the topic is fitted to the new text. Without FILE, the index of --topic is made anew, as after a change of the embedding.
    """
    from bot.build import build_embedder
    from bot.settings import load_settings
    from knowledge.index import rebuild_index
    from knowledge.topic import add_document, load_topic

    if file is None and topic is None:
        raise click.UsageError("Give a FILE, or --topic to make its index anew.", click.get_current_context())
    settings = load_settings()
    if file is not None:
        added = add_document(file, settings.home, topic, title)
        current = added.topic
        click.echo(_added(added))
    else:
        assert topic is not None
        current = load_topic(topic, settings.home)
    if mining:
        current = _mined(current, settings)
    made = rebuild_index(current, build_embedder(settings), settings.home)
    click.echo(f"The index {'is made' if made.built else 'was there already'}: {len(made.entries)} texts.")


def _mined(topic: Topic, settings: Settings) -> Topic:
    """The topic with the map that the model makes of its document; a map that ships is not replaced."""
    from bot.build import build_miner
    from bot.errors import BotError
    from bot.mining import mine
    from knowledge.topic import keep_map, shipped_slugs

    if topic.slug in shipped_slugs():
        raise BotError(f"{topic.slug} has an argument map that ships with the program: index the file with another --topic to have one mined")
    found = mine(topic.document, *build_miner(settings))
    click.echo(f"{len(found.argument_map.claims)} claims and {len(found.argument_map.lines)} lines of argument are kept, {len(found.refused)} refused.")
    for text, reason in found.refused:
        click.echo(f"  refused  {' '.join(text.split())} ({reason})")
    return keep_map(topic, found.argument_map, settings.home)


def _added(added: Added) -> str:
    slug, passages = added.topic.slug, len(added.topic.document.passages)
    lines = [f"{slug} {'now reads' if added.changed else 'reads already'} {added.topic.source}: {passages} passages."]
    if added.alignment is None:
        lines.append("No argument map fits this text: I can answer questions about it, but not argue.")
        return "\n".join(lines)
    weak = added.alignment.weak
    fitted = len(added.alignment.claims)
    lines.append(f"All {fitted} claims of its argument map are fitted, at a mean score of {added.alignment.score:.2f}; {len(weak)} weak.")
    for claim in weak:
        marks = "".join(f"[{number}]" for number in claim.passages)
        lines.append(f"  weak {claim.score:.2f}  {claim.claim} {marks}")
    return "\n".join(lines)


@click.command()
@one_line_errors
def topics() -> None:
    """List what can be talked about, and from which document."""
    from bot.settings import load_settings
    from knowledge.topic import load_topic, topic_slugs

    settings = load_settings()
    for slug in topic_slugs(settings.home):
        topic = load_topic(slug, settings.home)
        default = " (default)" if slug == settings.topic else ""
        claims = f"{len(topic.argument_map.claims)} claims" if topic.argument_map else "no argument map"
        click.echo(
            f"{slug}{default}\n  {topic.title}\n  {topic.source}, {len(topic.document.passages)} passages, {claims}, document {topic.document.sha256[:12]}"
        )


@click.command("map")
@click.option(
    "--format", "form", type=click.Choice(["markdown", "svg", "mermaid", "aif", "json"]), default="markdown", show_default=True, help="What to print."
)
@click.option("--topic", metavar="SLUG", help="The topic whose map it is.")
@one_line_errors
def map_(form: str, topic: str | None) -> None:
    """Print the argument map: recommendations, claims, what supports and attacks them, and the critical questions."""
    from bot.errors import BotError
    from bot.picture.formats import FORMATS
    from bot.settings import load_settings
    from knowledge.topic import load_topic

    settings = load_settings()
    loaded = load_topic(topic or settings.topic, settings.home)
    if loaded.argument_map is None:
        raise BotError(f"the topic {loaded.slug} has no argument map; have one made with: debate index FILE --mine")
    click.echo(FORMATS[form](loaded.argument_map), nl=False)
