"""The command `debate review`: mined claims beside their passages, to decide on; the map to sign."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.errors import one_line_errors

if TYPE_CHECKING:
    from bot.errors import BotError
    from bot.settings import Settings
    from bot.topics.by_model.compare import Difference
    from knowledge.argument_map import Claim
    from knowledge.topic import Topic

CHOICES = {"a": "accept", "m": "mend", "d": "delete", "s": "skip", "q": "quit"}
CHANGES = {"t": "take the model's", "k": "keep yours", "s": "skip", "q": "quit"}
ASK_CHANGE = ", ".join(f"[{key}]{word[1:]}" for key, word in CHANGES.items())
ASK = ", ".join(f"[{key}]{word[1:]}" for key, word in CHOICES.items())


@click.command()
@click.option("--topic", metavar="SLUG", help="The topic whose mined claims are looked at.")
@click.option(
    "--list", "only_list", is_flag=True, help="Only list the claims that wait, the least sure first."
)
@click.option("--outline", "only_outline", is_flag=True, help="Only print the map as an outline.")
@click.option("--accept-all", is_flag=True, help="Accept every claim as it stands.")
@click.option(
    "--changes",
    is_flag=True,
    help="Look at what a model would have otherwise than you left it, and take it or keep yours.",
)
@click.option(
    "--sign", metavar="NAME", help="Sign the whole map off under this name, once every claim is looked at."
)
@one_line_errors
def review(
    topic: str | None, only_list: bool, only_outline: bool, accept_all: bool, changes: bool, sign: str | None
) -> None:
    """Look at the claims that were mined, each beside its passage: accept, mend or delete them, and sign the
    map off.
    """
    from bot.errors import BotError
    from bot.settings import load_settings
    from bot.topics.index_file import publish
    from bot.topics.review import sign_map
    from knowledge.topic import keep_map, load_topic

    settings = load_settings()
    current = load_topic(topic or settings.topic, settings.home)
    if current.argument_map is None:
        raise BotError(
            f"{current.slug} has no argument map; have one mined with: "
            f"debate index FILE --topic {current.slug}"
        )
    if changes:
        _decide_changes(current, settings, only_list=only_list)
        return
    waiting = current.argument_map.unreviewed
    if only_outline:
        click.echo(_outlined(current))
        return
    if only_list:
        for claim in waiting:
            click.echo(_with_passages(claim, current))
        click.echo(f"{len(waiting)} claims wait.")
        return
    if waiting and not accept_all and _at_end():
        raise _waiting(current)
    try:
        current = _review_claims(current, accept_all=accept_all, home=settings.home)
    except EOFError:
        raise _waiting(load_topic(current.slug, settings.home)) from None
    finally:
        publish(settings, current.slug)
    if sign:
        current = keep_map(current, sign_map(current, sign, datetime.now(UTC).date()), settings.home)
        publish(settings, current.slug)
        click.echo(f"{current.slug} is signed off by {sign}.")
    elif current.argument_map and not current.argument_map.unreviewed and not current.argument_map.reviewed:
        click.echo(
            f"Every claim of {current.slug} is looked at. Sign the map off with: "
            f"debate review --topic {current.slug} --sign NAME"
        )


def _decide_changes(topic: Topic, settings: Settings, *, only_list: bool) -> None:
    """Show what a model would have otherwise, and ask about each, unless they are only listed."""
    from bot.errors import BotError
    from bot.topics.by_model.compare import differences, set_aside, take
    from bot.topics.index_file import publish

    found = differences(topic, settings.home)
    if not found:
        click.echo(f"Nothing that a model made of {topic.slug} differs from what you have changed.")
        return
    if not only_list and _at_end():
        raise BotError(f"{len(found)} changes wait for you; list them with --list")
    try:
        for one in found:
            click.echo(_shown(one))
            if only_list:
                continue
            answer = _ask(ASK_CHANGE, type=click.Choice(list(CHANGES)), show_choices=False, default="k")
            if answer == "q":
                return
            if answer == "t":
                take(topic.slug, one.part, one.id, settings.home)
            elif answer == "k":
                set_aside(topic.slug, one.part, one.id, settings.home)
    except EOFError:
        raise BotError("changes still wait for you; list them with --list") from None
    finally:
        if not only_list:
            publish(settings, topic.slug)


def _shown(one: Difference) -> str:
    """Return an entry with what is yours and what is the model's, line by line."""
    sign = {"yours": "-", "model": "+", "both": " "}
    lines = [f"  {sign[line.whose]} {line.text}" for line in one.lines]
    head = f"\n{one.part} {one.id}" + (": you have removed it" if one.removed else "")
    return "\n".join([head, *lines])


def _at_end() -> bool:
    """Tell whether nobody is there to answer: standard input is no terminal, and not a line is in it."""
    if sys.stdin is None or sys.stdin.isatty():
        return sys.stdin is None
    incoming = sys.stdin.buffer
    return isinstance(incoming, BufferedReader) and not incoming.peek(1)


def _waiting(topic: Topic) -> BotError:
    """Return the error that claims wait and nobody is there to answer."""
    from bot.errors import BotError

    assert topic.argument_map is not None
    count = len(topic.argument_map.unreviewed)
    wait, them = ("claims wait", "them") if count != 1 else ("claim waits", "it")
    return BotError(f"{count} {wait} for a review; review {them}, or add --accept-all")


def _ask(text: str, **options: Any) -> str:
    """Ask on the terminal. EOFError where the answers were piped in and have come to their end."""
    try:
        answer: str = click.prompt(text, **options)
    except click.Abort as exc:
        if isinstance(exc.__context__, EOFError) and not sys.stdin.isatty():
            raise EOFError from exc
        raise
    return answer


def _outlined(topic: Topic) -> str:
    """Return the map as an outline, each sentence with its passages."""
    from bot.topics.outline import outline

    assert topic.argument_map is not None
    parts = []
    for part, claims in outline(topic.argument_map):
        parts.append(f"\n{part.upper()}")
        parts += [_with_passages(claim, topic) for claim in claims]
    return "\n".join([topic.title, *parts])


def _review_claims(topic: Topic, *, accept_all: bool, home: Path) -> Topic:
    """Accept each claim that waits, or show it and ask; return the topic after that."""
    from bot.topics.review import accept_claim
    from knowledge.topic import keep_map

    for claim in topic.argument_map.unreviewed if topic.argument_map else ():
        if accept_all:
            topic = keep_map(topic, accept_claim(topic, claim.id), home)
        else:
            click.echo(_with_passages(claim, topic))
            topic = _review_claim(claim, topic, home)
    return topic


def _review_claim(claim: Claim, topic: Topic, home: Path) -> Topic:
    """Ask about a claim; return the topic after that, written at once so that quitting loses nothing."""
    from bot.errors import BotError
    from bot.topics.review import accept_claim, edit_claim
    from knowledge.topic import keep_map

    while True:
        answer = _ask(ASK, type=click.Choice(list(CHOICES)), show_choices=False, default="a")
        if answer == "q":
            raise click.Abort
        if answer == "s":
            return topic
        try:
            if answer == "m":
                words = _ask("The op-ed says that", default=claim.says)
                return keep_map(topic, edit_claim(topic, claim.id, words), home)
            if answer == "d":
                return _without(claim, topic, home)
            return keep_map(topic, accept_claim(topic, claim.id), home)
        except BotError as exc:
            click.echo(f"{exc}.", err=True)


def _without(claim: Claim, topic: Topic, home: Path) -> Topic:
    """Return the topic without a claim, and say which evaluation cases of people's name it still."""
    from bot.topics.review import remove_claim
    from bot.topics.starter_sets import prune_starter_sets
    from knowledge.topic import keep_map

    kept = keep_map(topic, remove_claim(topic, claim.id), home)
    for fault in prune_starter_sets(kept, home):
        click.echo(f"{fault}.", err=True)
    return kept


def _with_passages(claim: Claim, topic: Topic) -> str:
    """Return a claim and the passages that are to support it, as text."""
    passages = "\n".join(
        f"  [{number}] {' '.join(topic.document.passage(number).text.split())}" for number in claim.passages
    )
    sure = "accepted" if claim.confidence is None else f"{claim.confidence:.2f}"
    return f"\n{claim.kind} {sure}  {claim.says}\n{passages}"
